using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Carts in the data file; an expired cart is not found, even before it is deleted.</summary>
public sealed class SqliteCartStore(SqliteStorage storage) : ICartStore
{
    private const int SweepBatchSize = 200;

    private readonly SqliteDocuments<Cart> carts = new(storage, ContainerNames.Carts, RowOf);

    public Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) =>
        carts.FindAsync(id, cancellation);

    public Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation) => carts.TryCreateAsync(cart, cancellation);

    public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation) =>
        carts.TrySaveAsync(cart, ifMatch, cancellation);

    /// <summary>Deletes expired carts in small batches, so that other writes are not held up.</summary>
    /// <returns>The number of deleted carts.</returns>
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
                removed = writes.DeleteExpired(SweepBatchSize);
                return removed > 0;
            }, cancellation);
            total += removed;
        }
        while (removed == SweepBatchSize);
        return total;
    }

    private static DocumentRow RowOf(Cart cart) =>
        new(ContainerNames.Carts, cart.Id, cart.Id, Documents.CartType, cart.Version, Documents.Write(cart)) { Lifetime = Cart.Lifetime };
}
