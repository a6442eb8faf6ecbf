using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>
/// Conditional writes of a document together with entries of its journal, in one transaction: they share a logical partition, of
/// which the document's id is the key.
/// </summary>
internal sealed class JournaledWriter(DocumentContainer container, ILogger logger)
{
    private readonly VerifiedWrite writes = new(container, logger);

    /// <param name="entries">Journal entries with the versions that they made, at least one, in their order.</param>
    /// <param name="beside">Another document that is created in the same transaction; null for none.</param>
    public Task<bool> TryCreateAsync(
        string id, byte[] document, IReadOnlyList<(long Version, byte[] Json)> entries, byte[]? beside, CancellationToken cancellation) =>
        TryWriteAsync(id, entries, batch =>
        {
            batch.CreateItemStream(new MemoryStream(document, writable: false));
            if (beside is not null)
                batch.CreateItemStream(new MemoryStream(beside, writable: false));
        }, cancellation);

    /// <param name="entries">Journal entries with the versions that they made, at least one, in their order.</param>
    /// <param name="beside">Another document that is replaced in the same transaction, by its ETag; null for none.</param>
    public Task<bool> TryReplaceAsync(
        string id, byte[] document, IReadOnlyList<(long Version, byte[] Json)> entries, string ifMatch,
        (string Id, byte[] Json, string IfMatch)? beside, CancellationToken cancellation) =>
        TryWriteAsync(id, entries, batch =>
        {
            batch.ReplaceItemStream(id, new MemoryStream(document, writable: false), new() { IfMatchEtag = ifMatch });
            if (beside is var (besideId, json, besideIfMatch))
                batch.ReplaceItemStream(besideId, new MemoryStream(json, writable: false), new() { IfMatchEtag = besideIfMatch });
        }, cancellation);

    private Task<bool> TryWriteAsync(
        string id, IReadOnlyList<(long Version, byte[] Json)> entries, Action<TransactionalBatch> write, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = entries.Select(entry => entry.Json.With(SystemProperties.WriteId, writeId)).ToList();
        return writes.RunAsync(async timeout =>
        {
            var batch = container.Container.CreateTransactionalBatch(new PartitionKey(id));
            write(batch);
            foreach (var entry in stamped)
                batch.CreateItemStream(new MemoryStream(entry, writable: false));
            using var response = await batch.ExecuteAsync(timeout);
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(id, entries[0].Version, writeId), cancellation);
    }

    // A journal entry is never replaced, so it always tells whose change was written.
    private async Task<WriteOutcome> ReadBackAsync(string id, long version, string writeId)
    {
        if (await container.FindAsync(Documents.ChangeId(version), id, CancellationToken.None) is not { } entry)
            return WriteOutcome.NotWritten;
        return entry.Json.HasWriteId(writeId) ? WriteOutcome.Written : WriteOutcome.Superseded;
    }
}
