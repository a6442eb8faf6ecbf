using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Reads and conditional writes of aggregates that are one document each, with the id as partition key.</summary>
internal sealed class CosmosDocuments<T> where T : class
{
    private readonly DocumentContainer container;
    private readonly DocumentWriter writer;
    private readonly Func<T, (string Id, long Version, byte[] Json)> toDocument;

    public CosmosDocuments(
        CosmosClient client, CosmosSettings settings, string name, ILogger logger,
        Func<T, (string Id, long Version, byte[] Json)> toDocument)
    {
        container = new(client, settings, name);
        writer = new(container, logger);
        this.toDocument = toDocument;
    }

    public async Task<Stored<T>?> FindAsync(string id, CancellationToken cancellation) =>
        await container.FindAsync(id, id, cancellation) is { } found
            ? new(Documents.Read<T>(found.Json), found.ETag)
            : null;

    public async Task<bool> TryCreateAsync(T aggregate, CancellationToken cancellation)
    {
        var (id, version, json) = toDocument(aggregate);
        return await writer.TryCreateAsync(id, version, json, cancellation) is not null;
    }

    public Task<bool> TrySaveAsync(T aggregate, string ifMatch, CancellationToken cancellation)
    {
        var (id, version, json) = toDocument(aggregate);
        return writer.TryReplaceAsync(id, version, json, ifMatch, cancellation);
    }
}
