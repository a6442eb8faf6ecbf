using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Conditional writes of documents that stand alone, in a container whose partition key is the id.</summary>
internal sealed class DocumentWriter(DocumentContainer container, ILogger logger)
{
    private readonly VerifiedWrite certain = new(container, logger);

    public Task<bool> TryCreateAsync(string id, long version, byte[] document, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = document.With(SystemProperties.WriteId, writeId);
        return certain.RunAsync(async limit =>
        {
            using var content = new MemoryStream(stamped, writable: false);
            using var response = await container.Container.CreateItemStreamAsync(content, new PartitionKey(id), cancellationToken: limit);
            return (response.StatusCode, response.Headers);
        }, () => LookAsync(id, version, writeId, ifMatch: null), cancellation);
    }

    public Task<bool> TryReplaceAsync(string id, long version, byte[] document, string ifMatch, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var stamped = document.With(SystemProperties.WriteId, writeId);
        return certain.RunAsync(async limit =>
        {
            using var content = new MemoryStream(stamped, writable: false);
            using var response = await container.Container.ReplaceItemStreamAsync(
                content, id, new PartitionKey(id), new ItemRequestOptions { IfMatchEtag = ifMatch }, limit);
            return (response.StatusCode, response.Headers);
        }, () => LookAsync(id, version, writeId, ifMatch), cancellation);
    }

    private async Task<Found> LookAsync(string id, long version, string writeId, string? ifMatch)
    {
        if (await container.FindAsync(id, id, CancellationToken.None) is not { } there)
            return ifMatch is null ? Found.Nothing : Found.Others;
        if (there.ETag == ifMatch)
            return Found.Nothing;
        if (there.Json.HasWriteId(writeId))
            return Found.Ours;

        // Of the version that ours would have: another's instead of ours. Of a later one: perhaps after ours.
        return VersionOf(there.Json) <= version ? Found.Others : Found.Unclear;
    }

    private static long VersionOf(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.GetProperty("version").GetInt64();
    }
}
