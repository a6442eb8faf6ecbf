using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

public sealed class SqliteCartStore(SqliteStorage storage) : ICartStore
{
    private const int SweepAtOnce = 200;

    public Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) =>
        storage.FindAsync<Cart>(ContainerNames.Carts, id, cancellation);

    public Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation)
    {
        var document = DocumentOf(cart);
        return storage.WriteAsync(writes => writes.Insert(document), cancellation);
    }

    public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation)
    {
        var document = DocumentOf(cart);
        return storage.WriteAsync(writes => writes.Replace(document, ifMatch), cancellation);
    }

    /// <summary>Removes the carts that nobody changed for <see cref="Cart.Lifetime"/>, a few at a time so that other writes get between.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written now.</exception>
    public async Task<int> RemoveExpiredAsync(CancellationToken cancellation)
    {
        var total = 0;
        int removed;
        do
        {
            removed = 0;
            await storage.WriteAsync(writes =>
            {
                removed = writes.DeleteExpired(SweepAtOnce);
                return removed > 0;
            }, cancellation);
            total += removed;
        }
        while (removed == SweepAtOnce);
        return total;
    }

    private static Document DocumentOf(Cart cart) =>
        new(ContainerNames.Carts, cart.Id, cart.Id, Documents.CartType, cart.Version, Documents.Write(cart)) { Lifetime = Cart.Lifetime };
}
