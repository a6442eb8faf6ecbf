using LiveShop.Core.Orders;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryOrderStore(InMemoryDatabase database, ICallOrder order) : IOrderStore
{
    public Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation) =>
        order.RunAsync("orders.find", () => database.Orders.Find(id), cancellation);

    public Task<Stored<Order>?> TryCreateAsync(Order created, CancellationToken cancellation) =>
        order.RunAsync("orders.create", () => database.Orders.TryCreate(created.Id, created) ? database.Orders.Find(created.Id)
            : null, cancellation);

    public Task<bool> TrySaveAsync(Order saved, string ifMatch, CancellationToken cancellation) =>
        order.RunAsync("orders.save", () => database.Orders.TrySave(saved.Id, saved, ifMatch), cancellation);

    public Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        order.RunAsync<IReadOnlyList<string>>("orders.list", () => database.Orders.Where(found => found.DueAt < before)
            .OrderBy(found => found.DueAt).ThenBy(found => found.Id, StringComparer.Ordinal).Take(limit).Select(found => found.Id)
                .ToList(), cancellation);

    public Task<Page<Order>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellation) =>
        order.RunAsync("orders.list", () => database.Orders.List(
            $"orders/{filter}", filter.Includes, stored => NewestFirst.KeyOf(stored.CreatedAt, stored.Id), page), cancellation);
}
