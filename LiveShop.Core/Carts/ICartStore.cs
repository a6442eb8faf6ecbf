using LiveShop.Core.Storage;

namespace LiveShop.Core.Carts;

/// <summary>Loads and saves carts; a cart expires <see cref="Cart.Lifetime"/> after its last change.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface ICartStore
{
    Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the id is taken.</returns>
    Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the stored cart has another ETag.</returns>
    Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation);
}
