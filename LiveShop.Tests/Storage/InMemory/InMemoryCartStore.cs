using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryCartStore(InMemoryDatabase database, ICallOrder order) : ICartStore
{
    public Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) =>
        order.RunAsync("carts.find", () => database.Carts.Find(id), cancellation);

    public Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation) =>
        order.RunAsync("carts.create", () => database.Carts.TryCreate(cart.Id, cart), cancellation);

    public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation) =>
        order.RunAsync("carts.save", () => database.Carts.TrySave(cart.Id, cart, ifMatch), cancellation);
}
