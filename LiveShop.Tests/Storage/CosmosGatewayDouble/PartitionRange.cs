using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

internal enum OperationType
{
    Create = 0,
    Replace = 5,
    Delete = 4,
    Upsert = 20,
}

/// <summary>A single write of a transaction.</summary>
internal sealed record Operation(OperationType Type, string PartitionKey, string? Id, JsonObject? Body, string? IfMatch);

internal sealed record OperationResult(int Status, StoredDocument? Document = null);

/// <summary>A physical partition: its documents, and one transaction at a time.</summary>
internal sealed class PartitionRange(string id, string min, string max, byte[] container)
{
    /// <summary>The writes that late reads can go back.</summary>
    private const int KeptWrites = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string PartitionKey, string Id), StoredDocument> documents = [];
    private readonly List<Overwritten> overwritten = [];
    private long lsn;
    private long lastNumber;

    public string Id => id;

    public string ContainerId { get; } = ResourceIds.Text(container);

    public string Min => min;

    public string Max => max;

    /// <summary>The position of the latest write.</summary>
    public long Lsn
    {
        get
        {
            lock (gate)
                return lsn;
        }
    }

    public bool Holds(string effectiveKey) => string.CompareOrdinal(effectiveKey, min) >= 0 && string.CompareOrdinal(effectiveKey, max) < 0;

    /// <param name="lag">What the read may be late by; null for a read of the latest state.</param>
    public (long Lsn, List<StoredDocument> Documents) Snapshot(AllowedLag? lag = null)
    {
        lock (gate)
        {
            var at = PositionOf(lag);
            var then = at == lsn ? documents : documents.ToDictionary();
            UndoAfter(at, then);
            return (at, [.. then.Values]);
        }
    }

    /// <inheritdoc cref="Snapshot" />
    public (long Lsn, StoredDocument? Document) Find(string partitionKey, string documentId, AllowedLag? lag = null)
    {
        var key = (partitionKey, documentId);
        lock (gate)
        {
            var at = PositionOf(lag);
            var first = overwritten.Find(write => write.Lsn > at && write.Key == key);
            return (at, first is null ? documents.GetValueOrDefault(key) : first.Before);
        }
    }

    /// <summary>All or none; where one is refused the others are 424.</summary>
    public (long Lsn, List<OperationResult> Results) Transact(IReadOnlyList<Operation> operations)
    {
        lock (gate)
        {
            var results = new List<OperationResult>();
            foreach (var operation in operations)
            {
                results.Add(Apply(operation, lsn + 1));
                if (results[^1].Status < 300)
                    continue;

                UndoAfter(lsn, documents);
                overwritten.RemoveAll(write => write.Lsn > lsn);
                return (lsn, [.. operations.Select((_, n) => n == results.Count - 1 ? results[n] : new OperationResult(424))]);
            }

            if (overwritten.Count > 2 * KeptWrites)
                overwritten.RemoveRange(0, KeptWrites);
            return (++lsn, results);
        }
    }

    private long PositionOf(AllowedLag? lag)
    {
        if (lag is null)
            return lsn;
        var oldestKept = overwritten.Count < KeptWrites ? 0 : overwritten[0].Lsn;
        return Math.Min(lsn, Math.Max(oldestKept, Math.Max(lag.SeenLsn, lsn - lag.Transactions)));
    }

    private void UndoAfter(long position, Dictionary<(string PartitionKey, string Id), StoredDocument> state)
    {
        foreach (var (_, key, before) in overwritten.AsEnumerable().Reverse().TakeWhile(write => write.Lsn > position))
        {
            if (before is null)
                state.Remove(key);
            else
                state[key] = before;
        }
    }

    private OperationResult Apply(Operation operation, long next)
    {
        var documentId = operation.Id ?? operation.Body?["id"]?.GetValue<string>();
        if (string.IsNullOrEmpty(documentId))
            return new(400);

        var key = (operation.PartitionKey, documentId);
        var there = documents.GetValueOrDefault(key);
        if (operation.Type == OperationType.Create && there is not null)
            return new(409);
        if (operation.Type is OperationType.Replace or OperationType.Delete && there is null)
            return new(404);
        if (operation.IfMatch is { } etag && there is not null && etag != there.ETag)
            return new(412);

        overwritten.Add(new(next, key, there));
        if (operation.Type == OperationType.Delete)
        {
            documents.Remove(key);
            return new(204);
        }

        var number = there?.Number ?? ++lastNumber;
        var resourceId = ResourceIds.Text(ResourceIds.NewDocument(container, number));
        documents[key] = StoredDocument.Make(operation.Body!, operation.PartitionKey, documentId, resourceId, number, next);
        return new(there is null ? 201 : 200, documents[key]);
    }

    /// <summary>The document that a write replaced; null when nothing was there.</summary>
    private sealed record Overwritten(long Lsn, (string PartitionKey, string Id) Key, StoredDocument? Before);
}
