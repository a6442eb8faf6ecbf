using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Functions.Products;
using Moq;

namespace LiveShop.Tests.Functions.Products;

public sealed class PublicProductListsTests : IDisposable
{
    private static readonly PageRequest FirstPage = new(50, null);

    private readonly Mock<IProductStore> store = new();
    private readonly PublicProductLists lists;
    private readonly List<string?> searches = [];

    public PublicProductListsTests()
    {
        lists = new(store.Object);
        store.Setup(products => products.ListAsync(It.IsAny<string?>(), It.IsAny<StockFilter?>(), It.IsAny<PageRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string? search, StockFilter? _, PageRequest _, CancellationToken _) =>
            {
                lock (searches)
                    searches.Add(search);
                return new([Sample.Product("mug")], null);
            });
    }

    public void Dispose() => lists.Dispose();

    [Fact]
    public async Task Customers_who_ask_for_a_page_of_products_at_once_share_one_read_of_the_store()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => lists.FindAsync((null, null), FirstPage, default)));

        Assert.Equal([null], searches);
    }

    [Fact]
    public async Task Each_search_text_is_a_page_of_its_own()
    {
        await Task.WhenAll(new[] { null, "mug", "bowl", "mug" }.Select(search => lists.FindAsync((search, null), FirstPage, default)));

        Assert.Equal(["", "bowl", "mug"], searches.Select(search => search ?? "").Order());
    }

    [Fact]
    public async Task A_page_of_products_is_read_again_after_a_second()
    {
        await lists.FindAsync((null, null), FirstPage, default);

        await Eventually.HoldsAsync(async () =>
        {
            await lists.FindAsync((null, null), FirstPage, default);
            return searches.Count == 2;
        });
    }
}
