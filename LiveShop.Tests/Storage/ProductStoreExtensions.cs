using LiveShop.Core.Products;

namespace LiveShop.Tests.Storage;

/// <summary>Writes of products for tests to which the journal does not matter.</summary>
internal static class ProductStoreExtensions
{
    public static Task<bool> TryCreateAsync(this IProductStore products, Product product, CancellationToken cancellation) =>
        products.TryCreateAsync(product, ChangeTo(product), cancellation);

    /// <summary>The version follows the stored one only where the test's product does.</summary>
    public static Task<bool> TrySaveAsync(this IProductStore products, Product product, string ifMatch, CancellationToken cancellation) =>
        products.TrySaveAsync(product, ChangeTo(product), ifMatch, cancellation);

    private static ProductChange ChangeTo(Product product) =>
        new(product.Id, product.Version, product.ChangedAt, "Ann", "ann-id", ProductAction.Changed);
}
