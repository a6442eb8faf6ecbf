using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Conditional writes of documents that stand alone, in a container whose partition key is the id.</summary>
internal sealed class DocumentWriter(DocumentContainer container, ILogger logger)
{
    private readonly VerifiedWrite writes = new(container, logger);

    /// <returns>The document's ETag; null when the id is taken.</returns>
    public async Task<string?> TryCreateAsync(string id, long version, byte[] document, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = document.With(SystemProperties.WriteId, writeId);
        string? etag = null;
        var created = await writes.RunAsync(async timeout =>
        {
            using var content = new MemoryStream(stamped, writable: false);
            using var response = await container.Container.CreateItemStreamAsync(content, new PartitionKey(id), cancellationToken: timeout);
            etag = response.Headers.ETag;
            return (response.StatusCode, response.Headers);
        }, async () =>
        {
            var stored = await container.FindAsync(id, id, CancellationToken.None);
            etag = stored?.ETag;
            return OutcomeOf(stored, version, writeId, ifMatch: null);
        }, cancellation);
        return created ? etag : null;
    }

    public Task<bool> TryReplaceAsync(string id, long version, byte[] document, string ifMatch, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = document.With(SystemProperties.WriteId, writeId);
        return writes.RunAsync(async timeout =>
        {
            using var content = new MemoryStream(stamped, writable: false);
            using var response = await container.Container.ReplaceItemStreamAsync(
                content, id, new PartitionKey(id), new ItemRequestOptions { IfMatchEtag = ifMatch }, timeout);
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(id, version, writeId, ifMatch), cancellation);
    }

    private async Task<WriteOutcome> ReadBackAsync(string id, long version, string writeId, string? ifMatch) =>
        OutcomeOf(await container.FindAsync(id, id, CancellationToken.None), version, writeId, ifMatch);

    private static WriteOutcome OutcomeOf(StoredDocument? stored, long version, string writeId, string? ifMatch)
    {
        if (stored is null)
            return ifMatch is null ? WriteOutcome.NotWritten : WriteOutcome.Superseded;
        if (stored.ETag == ifMatch)
            return WriteOutcome.NotWritten;
        if (stored.Json.HasWriteId(writeId))
            return WriteOutcome.Written;

        // Same version, other write id: another writer won. Later version: ours may have been written and replaced.
        return VersionOf(stored.Json) <= version ? WriteOutcome.Superseded : WriteOutcome.Unknown;
    }

    private static long VersionOf(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.GetProperty("version").GetInt64();
    }
}
