using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Products;

/// <summary>Commands on products: load, let the product decide, save.</summary>
/// <remarks>A lost write is decided again; when all attempts lose, the result is the refusal <c>contention</c>.</remarks>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class ProductCommands(IProductStore products, ILiveStreamStore streams, ConditionalWriteLoop writes, TimeProvider clock)
{
    public Task<Result<Product>> CreateAsync(string? id, ProductDetails details, Caller caller, CancellationToken cancellation) =>
        CreateAsync(id, null, details, caller, cancellation);

    /// <summary>Creates a product; a repeated request with the same idempotency key gets the product that the first one created.</summary>
    public async Task<Result<Product>> CreateAsync(
        string? id, string? idempotencyKey, ProductDetails details, Caller caller, CancellationToken cancellation)
    {
        var created = Product.Create(id, details, caller.Origin(clock), idempotencyKey);
        return created.IsAccepted
            ? await writes.RunAsync(
                KeyOf(created.Value.Product.Id), () => TryCreateAsync(created.Value, idempotencyKey, details, caller, cancellation), cancellation)
            : created.Refusal;
    }

    public Task<Result<Product>> ChangeAsync(string id, ProductDetails details, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (product, origin) => Task.FromResult(product.Change(details, origin)), cancellation);

    /// <summary>Marks a product as deleted; refused as <c>product-pinned</c> while a stream that has not ended has it pinned.</summary>
    public Task<Result<Product>> DeleteAsync(string id, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, async (product, origin) =>
        {
            var pinnedTo = await streams.WithPinnedProductAsync(id, cancellation);
            return pinnedTo.Count == 0
                ? product.Delete(origin)
                : new Refusal.Conflict("product-pinned", $"It is pinned to {string.Join(", ", pinnedTo.Take(5))}. Unpin it there first.");
        }, cancellation);

    private async Task<Result<Product>?> TryCreateAsync(
        ProductTransition created, string? idempotencyKey, ProductDetails details, Caller caller, CancellationToken cancellation)
    {
        var (product, change) = created;
        if (await products.TryCreateAsync(product, change!, cancellation))
            return product;
        if (await products.FindAsync(product.Id, cancellation) is not { } found)
            return null;

        var decided = found.Value.CreateAgain(details, caller.Origin(clock), idempotencyKey);
        return await SaveAsync(decided, found, cancellation);
    }

    private Task<Result<Product>> ChangeAsync(
        string id, Caller caller, Func<Product, ChangeOrigin, Task<Result<ProductTransition>>> decide, CancellationToken cancellation) =>
        writes.RunAsync<Product>(KeyOf(id), async () =>
        {
            if (await products.FindAsync(id, cancellation) is not { Value.IsDeleted: false } found)
                return new Refusal.NotFound("product", id);
            if (caller.ExpectedVersion?.Include(found.Value.Version) is false)
                return new Refusal.VersionMismatch<Product>(found.Value);

            return await SaveAsync(await decide(found.Value, caller.Origin(clock)), found, cancellation);
        }, cancellation);

    /// <returns>The saved product or the refusal; null when the write lost against another writer.</returns>
    private async Task<Result<Product>?> SaveAsync(Result<ProductTransition> decided, Stored<Product> read, CancellationToken cancellation)
    {
        if (!decided.IsAccepted)
            return decided.Refusal;

        var (product, change) = decided.Value;
        return change is null || await products.TrySaveAsync(product, change, read.ETag, cancellation) ? product : (Result<Product>?)null;
    }

    private static string KeyOf(string id) => $"product/{id}";
}
