using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Conditional writes of documents that stand alone, in a container whose partition key is the id.</summary>
internal sealed class DocumentWriter(DocumentContainer container, ILogger logger)
{
    private readonly VerifiedWrite writes = new(container, logger);

    public Task<bool> TryCreateAsync(string id, long version, byte[] document, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = document.With(SystemProperties.WriteId, writeId);
        return writes.RunAsync(async timeout =>
        {
            using var content = new MemoryStream(stamped, writable: false);
            using var response = await container.Container.CreateItemStreamAsync(content, new PartitionKey(id), cancellationToken: timeout);
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(id, version, writeId, ifMatch: null), cancellation);
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

    private async Task<WriteOutcome> ReadBackAsync(string id, long version, string writeId, string? ifMatch)
    {
        if (await container.FindAsync(id, id, CancellationToken.None) is not { } stored)
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
