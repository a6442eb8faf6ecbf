using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Products;

/// <summary>Commands on products: load, let the product decide, save.</summary>
/// <remarks>A lost write is decided again; when all attempts lose, the result is the refusal <c>contention</c>.</remarks>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class ProductCommands(
    IProductStore products, IStockStore stocks, StockCommands stock, ILiveStreamStore streams, ConditionalWriteLoop writes,
    TimeProvider clock)
{
    private readonly ProductStockCorrections corrections = new(stock);

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

    /// <summary>Changes single fields, and corrects the stock.</summary>
    /// <param name="idempotencyKey">A repeated request with the same key corrects the stock once; null for none.</param>
    public Task<Result<Product>> EditAsync(
        string id, ProductEdit edit, string? idempotencyKey, Caller caller, CancellationToken cancellation) =>
        EditAsync(id, edit.Variant.Stock, (product, origin) => product.Edit(edit, origin), idempotencyKey, caller, cancellation);

    /// <inheritdoc cref="EditAsync(string, ProductEdit, string?, Caller, CancellationToken)" />
    public Task<Result<Product>> EditVariantAsync(
        string id, string variantId, VariantEdit edit, string? idempotencyKey, Caller caller, CancellationToken cancellation) =>
        EditAsync(
            id, edit.Stock, (product, origin) => product.EditVariant(variantId, edit, origin), idempotencyKey, caller, cancellation);

    /// <summary>
    /// Creates a product, or replaces the details of one that is there; its stock changes only by a
    /// <see cref="VariantDetails.StockChange"/>.
    /// </summary>
    /// <param name="id">Null for a new product.</param>
    /// <param name="idempotencyKey">Needed to change the stock, so that a repeated request changes it once; else null.</param>
    public async Task<Result<Product>> ReplaceAsync(
        string? id, ProductDetails details, string? idempotencyKey, Caller caller, CancellationToken cancellation)
    {
        var created = Product.Create(id, details, caller.Origin(clock));
        return created.IsAccepted
            ? await writes.RunAsync(
                KeyOf(created.Value.Product.Id),
                () => TryReplaceAsync(created.Value, details, idempotencyKey, caller, cancellation), cancellation)
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
        ProductTransition created, ProductDetails details, string? idempotencyKey, Caller caller, CancellationToken cancellation)
    {
        var (product, change) = created;
        var found = await products.FindAsync(product.Id, cancellation);
        if (caller.ExpectedVersion is { } expected && !expected.Include(found?.Value.Version ?? 0))
            return found is null ? new Refusal.NotFound("product", product.Id) : new Refusal.VersionMismatch<Product>(found.Value);
        if (found is null)
            return await products.TryCreateAsync(product, change!, cancellation) ? product : (Result<Product>?)null;

        var origin = caller.Origin(clock);
        if (found.Value.IsDeleted)
            return await SaveAsync(found.Value.CreateAgain(details, origin), found, cancellation);

        // The stock comes first, because a repeated request is refused once the product has another version.
        var corrected = await corrections.MakeAsync(found.Value, details, idempotencyKey, caller, cancellation);
        return corrected.IsAccepted
            ? await SaveAsync(corrected.Value.Change(details, origin), found with { Value = corrected.Value }, cancellation)
            : corrected.Refusal;
    }

    /// <summary>Checks all of an edit before it writes any of it.</summary>
    private async Task<Result<Product>> EditAsync(
        string id, StockChange? change, Func<Product, ChangeOrigin, Result<ProductTransition>> edit, string? idempotencyKey,
        Caller caller, CancellationToken cancellation)
    {
        if (change is not null)
        {
            var found = await FindAsync(id, caller, cancellation);
            if (!found.IsAccepted)
                return found.Refusal;
            var decided = edit(found.Value.Value, caller.Origin(clock));
            if (!decided.IsAccepted)
                return decided.Refusal;

            var corrected = await corrections.MakeAsync(
                found.Value.Value, decided.Value.Product, change, idempotencyKey, caller, cancellation);
            if (!corrected.IsAccepted || decided.Value.Change is null)
                return corrected;
        }

        return await ChangeAsync(id, caller, (product, origin) => Task.FromResult(edit(product, origin)), cancellation);
    }

    private Task<Result<Product>> ChangeAsync(
        string id, Caller caller, Func<Product, ChangeOrigin, Task<Result<ProductTransition>>> decide, CancellationToken cancellation) =>
        writes.RunAsync<Product>(KeyOf(id), async () =>
        {
            var found = await FindAsync(id, caller, cancellation);
            return found.IsAccepted
                ? await SaveAsync(await decide(found.Value.Value, caller.Origin(clock)), found.Value, cancellation)
                : found.Refusal;
        }, cancellation);

    /// <returns>Refused as <c>not-found</c> or <c>version-mismatch</c>.</returns>
    private async Task<Result<Stored<Product>>> FindAsync(string id, Caller caller, CancellationToken cancellation)
    {
        if (await products.FindAsync(id, cancellation) is not { Value.IsDeleted: false } found)
            return new Refusal.NotFound("product", id);
        return caller.ExpectedVersion?.Include(found.Value.Version) is false
            ? new Refusal.VersionMismatch<Product>(found.Value)
            : found;
    }

    /// <returns>The saved product or the refusal; null when the write lost against another writer.</returns>
    private async Task<Result<Product>?> SaveAsync(Result<ProductTransition> decided, Stored<Product> read, CancellationToken cancellation)
    {
        if (!decided.IsAccepted)
            return decided.Refusal;

        var (product, change) = decided.Value;
        if (change is null)
            return product;
        if (!ChangesVariants(read.Value, product))
            return await products.TrySaveAsync(product, change, read.ETag, null, cancellation) ? product : (Result<Product>?)null;
        // Every product has a stock, so a read that misses it is stale.
        if (await stocks.FindAsync(product.Id, cancellation) is not { } found)
            return null;

        var next = found.Value.Follow(read.Value, product, new(change.ById, change.By));
        return await products.TrySaveAsync(product, change, read.ETag, found with { Value = next }, cancellation)
            ? product.WithStock(next)
            : (Result<Product>?)null;
    }

    private static bool ChangesVariants(Product before, Product after) =>
        (before.IsDeleted && !after.IsDeleted)
        || !before.Variants.Select(variant => variant.Id).ToHashSet().SetEquals(after.Variants.Select(variant => variant.Id));

    private static string KeyOf(string id) => $"product/{id}";
}
