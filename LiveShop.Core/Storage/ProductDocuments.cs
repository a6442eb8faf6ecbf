using LiveShop.Core.Products;
using LiveShop.Core.Stock;

namespace LiveShop.Core.Storage;

/// <summary>Joins products with their stocks, which are documents of their own in the same partition.</summary>
public static class ProductDocuments
{
    /// <summary>The products in their order, each with its stock.</summary>
    /// <param name="stocks">In any order; of a product without one nothing is left to sell.</param>
    public static IReadOnlyList<Product> WithStocks(this IReadOnlyList<Product> products, IEnumerable<ProductStock> stocks)
    {
        var byProduct = stocks.ToDictionary(stock => stock.ProductId, StringComparer.Ordinal);
        return [.. products.Select(product => product.WithStock(byProduct.GetValueOrDefault(product.Id)))];
    }
}
