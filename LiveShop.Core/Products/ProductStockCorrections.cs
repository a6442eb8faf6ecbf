using LiveShop.Core.Results;
using LiveShop.Core.Stock;

namespace LiveShop.Core.Products;

/// <summary>Corrects the stock of a product together with an edit of it.</summary>
internal sealed class ProductStockCorrections(StockCommands stock)
{
    /// <summary>Makes the correction of an edit.</summary>
    /// <param name="edited">The product after the edit, which may not have the variant any more.</param>
    /// <returns>The product with its stock after it; what is refused carries the product.</returns>
    public Task<Result<Product>> MakeAsync(
        Product product, Product edited, StockChange change, string? idempotencyKey, Caller caller, CancellationToken cancellation) =>
        product.FindVariant(change.VariantId) is null || edited.FindVariant(change.VariantId) is null
            ? Task.FromResult<Result<Product>>(product)
            : MakeAsync(product, change, idempotencyKey, caller, cancellation);

    /// <summary>Makes the corrections of a replacement, each once, however often the request is repeated.</summary>
    public async Task<Result<Product>> MakeAsync(
        Product product, ProductDetails details, string? idempotencyKey, Caller caller, CancellationToken cancellation)
    {
        Result<Product> corrected = product;
        foreach (var (field, variantId, pieces) in ChangesIn(product, details))
        {
            if (idempotencyKey is null)
            {
                return new Refusal.Invalid(
                    IdempotencyKey.Header, "Must be given with stockChange, so that a repeated request counts once.");
            }

            if (variantId is null)
                return new Refusal.Invalid(field, "Must be left out for a new variant, which begins with its stock.");

            var key = IdempotencyKey.ToId($"{idempotencyKey} {variantId}");
            corrected = await MakeAsync(corrected.Value!, StockChange.Add(variantId, pieces), key, caller, cancellation);
            if (!corrected.IsAccepted)
                return corrected;
        }

        return corrected;
    }

    private static IEnumerable<(string Field, string? VariantId, int Pieces)> ChangesIn(Product product, ProductDetails details)
    {
        if (!details.HasOptions)
        {
            return details.StockChange is { } pieces
                ? [("stockChange", product.FindVariant(ProductVariant.DefaultId)?.Id, pieces)]
                : [];
        }

        return details.Variants!.Index()
            .Where(variant => variant.Item!.StockChange is not null)
            .Select(variant => (
                $"variants[{variant.Index}].stockChange", product.VariantOf(variant.Item!)?.Id, variant.Item!.StockChange!.Value));
    }

    private async Task<Result<Product>> MakeAsync(
        Product product, StockChange change, string? idempotencyKey, Caller caller, CancellationToken cancellation)
    {
        var corrected = await stock.CorrectAsync(product.Id, change, idempotencyKey, caller, cancellation);
        return corrected.Refusal switch
        {
            null => product.WithStock(corrected.Value),
            Refusal.Conflict<ProductStock> { Current: var current } conflict =>
                new Refusal.Conflict<Product>(conflict.Code, conflict.Detail, product.WithStock(current)),
            var refusal => refusal,
        };
    }
}
