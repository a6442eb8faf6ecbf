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

    /// <summary>Changes single fields. A lost write is decided again, so that a change of the stock never undoes another.</summary>
    public Task<Result<Product>> EditAsync(string id, ProductEdit edit, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (product, origin) => Task.FromResult(product.Edit(edit, origin)), cancellation);

    /// <inheritdoc cref="EditAsync" />
    public Task<Result<Product>> EditVariantAsync(
        string id, string variantId, VariantEdit edit, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (product, origin) => Task.FromResult(product.EditVariant(variantId, edit, origin)), cancellation);

    /// <summary>
    /// Creates a product, or replaces the details of one that is there; its stock changes only by a
    /// <see cref="VariantDetails.StockChange"/>.
    /// </summary>
    /// <param name="id">Null for a new product.</param>
    public async Task<Result<Product>> ReplaceAsync(string? id, ProductDetails details, Caller caller, CancellationToken cancellation)
    {
        var created = Product.Create(id, details, caller.Origin(clock));
        return created.IsAccepted
            ? await writes.RunAsync(
                KeyOf(created.Value.Product.Id), () => TryReplaceAsync(created.Value, details, caller, cancellation), cancellation)
            : created.Refusal;
    }

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

    private async Task<Result<Product>?> TryReplaceAsync(
        ProductTransition created, ProductDetails details, Caller caller, CancellationToken cancellation)
    {
        var (product, change) = created;
        var found = await products.FindAsync(product.Id, cancellation);
        if (caller.ExpectedVersion is { } expected && !expected.Include(found?.Value.Version ?? 0))
            return found is null ? new Refusal.NotFound("product", product.Id) : new Refusal.VersionMismatch<Product>(found.Value);
        if (found is null)
            return await products.TryCreateAsync(product, change!, cancellation) ? product : (Result<Product>?)null;

        var origin = caller.Origin(clock);
        return await SaveAsync(
            found.Value.IsDeleted ? found.Value.CreateAgain(details, origin) : found.Value.Replace(details, origin), found, cancellation);
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
