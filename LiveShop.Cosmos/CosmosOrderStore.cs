using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Orders in Cosmos DB.</summary>
public sealed class CosmosOrderStore : IOrderStore
{
    private readonly DocumentContainer container;
    private readonly CosmosDocuments<Order> documents;
    private readonly ILogger logger;

    public CosmosOrderStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosOrderStore> logger)
    {
        container = new(client, settings, ContainerNames.Orders);
        documents = new(container, logger, static order => (order.Id, order.Version, Document(order)));
        this.logger = logger;
    }

    public Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation) => documents.FindAsync(id, cancellation);

    public Task<Stored<Order>?> TryCreateAsync(Order order, CancellationToken cancellation) =>
        documents.TryCreateAsync(order, cancellation);

    public Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) =>
        documents.TrySaveAsync(order, ifMatch, cancellation);

    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.dueAt < @before ORDER BY c.dueAt")
            .WithParameter("@before", LiveShopJson.TextOf(before));
        var found = await container.QueryAllAsync(query, partitionKey: null, limit, cancellation);
        return [.. found.Select(Documents.IdOf).Where(Identifier.IsValid)];
    }

    public async Task<Page<Order>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var found = await container.ListAsync(SystemProperties.SortKey, prefix: "", [], [.. ConditionsOf(filter)], page, cancellation);
        return new(found.Items.ReadValid<Order>(logger), found.ContinuationToken);
    }

    private static IEnumerable<ListCondition> ConditionsOf(OrderFilter filter)
    {
        if (filter.Status is { } status)
            yield return new("c.status = @status", "@status", LiveShopJson.NameOf(status));
        if (filter.StreamId is { } streamId)
            yield return new("ARRAY_CONTAINS(c.lines, {\"streamId\": @streamId}, true)", "@streamId", streamId);
        if (filter.Number is { } number)
            yield return new("STARTSWITH(c.number, @number)", "@number", number);
    }

    private static byte[] Document(Order order) =>
        Documents.Write(order).With(SystemProperties.SortKey, NewestFirst.KeyOf(order.CreatedAt, order.Id));
}
