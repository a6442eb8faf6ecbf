using LiveShop.Core.Products;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Products;

/// <summary>The customers' list of products, by the text that is searched for.</summary>
public sealed class PublicProductLists(IProductStore products, TimeProvider clock) : PublicListCache<string?, Product, ProductResource>(
    (search, page) => products.ListAsync(search, page, CancellationToken.None), product => ProductResource.Of(product, clock.GetUtcNow()));
