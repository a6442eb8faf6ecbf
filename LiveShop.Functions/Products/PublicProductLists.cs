using LiveShop.Core.Products;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Products;

/// <summary>The customers' list of products, by the text that is searched for and the filter.</summary>
public sealed class PublicProductLists(IProductStore products)
    : PublicListCache<(string? Search, StockFilter? Stock), Product, ProductResource>(
        (filter, page) => products.ListAsync(filter.Search, filter.Stock, page, CancellationToken.None),
        ProductResource.Of);
