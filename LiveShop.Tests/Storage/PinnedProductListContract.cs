using LiveShop.Core.Catalog;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class PinnedProductListContract : StoreContract
{
    private PinnedProductList List => new(Store.Streams, Store.Products);

    [Fact]
    public async Task Products_are_found_by_their_hidden_and_by_their_shown_pins_on_streams_that_have_not_ended()
    {
        await HaveProductsAsync("ended", "hidden", "not-pinned", "shown", "twice");
        var live = await Store.Streams.HasStreamAsync("live", "hidden", "shown", "twice");
        live = await Store.Streams.SaveAsync(live, live.Value.Start());
        live = await Store.Streams.SaveAsync(live, live.Value.Hide("hidden"));
        await Store.Streams.SaveAsync(live, live.Value.Hide("twice"));
        await Store.Streams.HasStreamAsync("scheduled", "twice");
        var ended = await Store.Streams.HasStreamAsync("over", "ended");
        ended = await Store.Streams.SaveAsync(ended, ended.Value.Hide("ended"));
        ended = await Store.Streams.SaveAsync(ended, ended.Value.Start());
        await Store.Streams.SaveAsync(ended, ended.Value.Stop());

        Assert.Equal(["hidden", "twice"], await IdsAsync(PinFilter.Hidden));
        Assert.Equal(["shown", "twice"], await IdsAsync(PinFilter.Shown));
    }

    [Fact]
    public async Task The_filter_works_together_with_the_search_the_stock_filter_and_pages()
    {
        await Store.Products.HasProductAsync("a", "Blue mug");
        Assert.True(await Store.Products.TryCreateAsync(Samples.NewProduct("b", "Red mug", stock: 0), None));
        await Store.Products.HasProductAsync("c", "Bowl");
        var gone = await Store.Products.HasProductAsync("d", "Green mug");
        Assert.True(await Store.Products.TrySaveAsync(gone.Value.Deleted(), gone.ETag, None));
        await HiddenAsync("a", "b", "c", "d");

        Assert.Equal(["a", "c", "b"], await IdsAsync(PinFilter.Hidden, limit: 1));
        Assert.Equal(["a", "b"], await IdsAsync(PinFilter.Hidden, "MUG", limit: 1));
        Assert.Equal(["b"], await IdsAsync(PinFilter.Hidden, stock: StockFilter.SoldOut));
        Assert.Empty(await IdsAsync(PinFilter.Hidden, "bowl", StockFilter.SoldOut));
        Assert.Empty(await IdsAsync(PinFilter.Shown));
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        await HaveProductsAsync("a", "b");
        await HiddenAsync("a", "b");
        var token = await Pages.TokenAsync(Listing(PinFilter.Hidden));

        await Pages.AssertRefusesAsync(Pages.TamperedWith(token), Listing(PinFilter.Hidden));
        await Pages.AssertRefusesAsync(token, Listing(PinFilter.Shown));
        await Pages.AssertRefusesAsync(token, Listing(PinFilter.Hidden, "a"));
        await Pages.AssertRefusesAsync(token, Listing(PinFilter.Hidden, stock: StockFilter.Low));
    }

    private async Task HaveProductsAsync(params string[] ids)
    {
        foreach (var id in ids)
            await Store.Products.HasProductAsync(id);
    }

    private async Task HiddenAsync(params string[] productIds)
    {
        var stream = await Store.Streams.HasStreamAsync("stream", productIds);
        foreach (var id in productIds)
            stream = await Store.Streams.SaveAsync(stream, stream.Value.Hide(id));
    }

    private Func<PageRequest, Task<Page<Product>>> Listing(PinFilter pinned, string? search = null, StockFilter? stock = null) =>
        page => List.ListAsync(pinned, search, stock, page, None);

    private async Task<IEnumerable<string>> IdsAsync(PinFilter pinned, string? search = null, StockFilter? stock = null, int limit = 10) =>
        (await Pages.AllAsync(limit, Listing(pinned, search, stock))).Select(product => product.Id);
}
