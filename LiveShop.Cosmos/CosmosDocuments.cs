using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Reads and conditional writes of aggregates that are one document each, with the id as partition key.</summary>
internal sealed class CosmosDocuments<T> where T : class
{
    private readonly DocumentContainer container;
    private readonly DocumentWriter writer;
    private readonly Func<T, (string Id, long Version, byte[] Json)> toDocument;

    public CosmosDocuments(DocumentContainer container, ILogger logger, Func<T, (string Id, long Version, byte[] Json)> toDocument)
    {
        this.container = container;
        writer = new(container, logger);
        this.toDocument = toDocument;
    }

    public Task<Stored<T>?> FindAsync(string id, CancellationToken cancellation) => container.FindAsync<T>(id, id, cancellation);

    /// <returns>The aggregate as it is stored; null when the id is taken.</returns>
    public async Task<Stored<T>?> TryCreateAsync(T aggregate, CancellationToken cancellation)
    {
        var (id, version, json) = toDocument(aggregate);
        return await writer.TryCreateAsync(id, version, json, cancellation) is { } etag ? new(aggregate, etag) : null;
    }

    public Task<bool> TrySaveAsync(T aggregate, string ifMatch, CancellationToken cancellation)
    {
        var (id, version, json) = toDocument(aggregate);
        return writer.TryReplaceAsync(id, version, json, ifMatch, cancellation);
    }
}
