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
    private readonly Lock gate = new();
    private readonly Dictionary<(string PartitionKey, string Id), StoredDocument> documents = [];
    private long lsn;
    private long lastNumber;

    public string Id => id;

    public string Min => min;

    public string Max => max;

    public bool Holds(string effectiveKey) => string.CompareOrdinal(effectiveKey, min) >= 0 && string.CompareOrdinal(effectiveKey, max) < 0;

    public (long Lsn, List<StoredDocument> Documents) Snapshot()
    {
        lock (gate)
            return (lsn, [.. documents.Values]);
    }

    public StoredDocument? Find(string partitionKey, string documentId)
    {
        lock (gate)
            return documents.GetValueOrDefault((partitionKey, documentId));
    }

    /// <summary>All or none; where one is refused the others are 424.</summary>
    public (long Lsn, List<OperationResult> Results) Transact(IReadOnlyList<Operation> operations)
    {
        lock (gate)
        {
            var before = documents.ToDictionary();
            var results = new List<OperationResult>();
            foreach (var operation in operations)
            {
                results.Add(Apply(operation, lsn + 1));
                if (results[^1].Status < 300)
                    continue;

                documents.Clear();
                foreach (var (key, document) in before)
                    documents[key] = document;
                return (lsn, [.. operations.Select((_, n) => n == results.Count - 1 ? results[n] : new OperationResult(424))]);
            }

            return (++lsn, results);
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
}
