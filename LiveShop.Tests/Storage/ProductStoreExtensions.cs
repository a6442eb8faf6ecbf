using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

/// <summary>Calls for tests to which the journal and filters do not matter.</summary>
internal static class ProductStoreExtensions
{
    public static Task<bool> TryCreateAsync(this IProductStore products, Product product, CancellationToken cancellation) =>
        products.TryCreateAsync(product, ChangeTo(product), cancellation);

    /// <summary>The version follows the stored one only where the test's product does.</summary>
    public static Task<bool> TrySaveAsync(this IProductStore products, Product product, string ifMatch, CancellationToken cancellation) =>
        products.TrySaveAsync(product, ChangeTo(product), ifMatch, null, cancellation);

    public static Task<Page<Product>> ListAsync(this IProductStore products, string? search, PageRequest page, CancellationToken cancellation) =>
        products.ListAsync(search, null, page, cancellation);

    private static ProductChange ChangeTo(Product product) =>
        new(product.Id, product.Version, product.ChangedAt, "Ann", "ann-id", ProductAction.Changed);
}
