using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Products;

/// <summary>Commands on products: load, let the product decide, save.</summary>
/// <remarks>A lost write is decided again; when all attempts lose, the result is the refusal <c>contention</c>.</remarks>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class ProductCommands(IProductStore products, ILiveStreamStore streams, ConditionalWriteLoop writes, TimeProvider clock)
{
    public Task<Result<Product>> CreateAsync(string? id, ProductDetails details, CancellationToken cancellation) =>
        CreateAsync(id, null, details, cancellation);

    /// <summary>Creates a product; a repeated request with the same idempotency key gets the product that the first one created.</summary>
    public Task<Result<Product>> CreateAsync(
        string? id, string? idempotencyKey, ProductDetails details, CancellationToken cancellation)
    {
        var created = Product.Create(id, details, clock.Now(), idempotencyKey);
        return created.IsAccepted
            ? writes.RunAsync($"product/{created.Value.Id}", () => TryCreateAsync(created.Value, details, cancellation), cancellation)
            : Task.FromResult(created);
    }

    public Task<Result<Product>> ChangeAsync(string id, ProductDetails details, ExpectedVersions? expectedVersion, CancellationToken cancellation) =>
        ChangeAsync(id, expectedVersion, product => Task.FromResult(product.Change(details, clock.Now())), cancellation);

    /// <summary>Marks a product as deleted; refused as <c>product-pinned</c> while a stream that has not ended has it pinned.</summary>
    public Task<Result<Product>> DeleteAsync(string id, ExpectedVersions? expectedVersion, CancellationToken cancellation) =>
        ChangeAsync(id, expectedVersion, async product =>
        {
            var pinnedTo = await streams.WithPinnedProductAsync(id, cancellation);
            return pinnedTo.Count == 0
                ? product.Delete(clock.Now())
                : new Refusal.Conflict("product-pinned", $"It is pinned to {string.Join(", ", pinnedTo.Take(5))}. Unpin it there first.");
        }, cancellation);

    private async Task<Result<Product>?> TryCreateAsync(Product created, ProductDetails details, CancellationToken cancellation)
    {
        if (await products.TryCreateAsync(created, cancellation))
            return created;
        if (await products.FindAsync(created.Id, cancellation) is not { } found)
            return null;

        return await ConditionalWriteLoop.SaveAsync(
            found.Value.CreateAgain(details, clock.Now(), created.IdempotencyKey), found, products.TrySaveAsync, cancellation);
    }

    private Task<Result<Product>> ChangeAsync(
        string id, ExpectedVersions? expectedVersion, Func<Product, Task<Result<Product>>> decide, CancellationToken cancellation) =>
        writes.RunAsync<Product>($"product/{id}", async () =>
        {
            if (await products.FindAsync(id, cancellation) is not { Value.IsDeleted: false } found)
                return new Refusal.NotFound("product", id);
            if (expectedVersion?.Include(found.Value.Version) is false)
                return new Refusal.VersionMismatch<Product>(found.Value);

            return await ConditionalWriteLoop.SaveAsync(await decide(found.Value), found, products.TrySaveAsync, cancellation);
        }, cancellation);
}
