using LiveShop.Core.Storage;

namespace LiveShop.Core.Carts;

/// <summary>Loads and saves carts; one that nobody changed for <see cref="Cart.Lifetime"/> is gone.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface ICartStore
{
    Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the id is taken.</returns>
    Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the document is no longer the one with this ETag.</returns>
    Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation);
}
