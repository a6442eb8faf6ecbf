using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class ProductListContract : StoreContract
{
    private IProductStore Products => Store.Products;

    [Fact]
    public async Task A_store_without_products_lists_none() =>
        Assert.Empty(await Pages.AllAsync(10, Listing(null)));

    [Fact]
    public async Task The_pages_hold_every_product_once_and_no_deleted_one()
    {
        for (var n = 0; n < 6; n++)
            await Products.HasProductAsync($"product-{n}");
        var gone = await Products.GetAsync("product-3");
        Assert.True(await Products.TrySaveAsync(gone.Value.Deleted(), gone.ETag, None));

        Assert.Equal(["product-0", "product-1", "product-2", "product-4", "product-5"], await IdsAsync(null, limit: 2));
    }

    [Theory]
    [InlineData("coffee", "Coffee Mug")]
    [InlineData("MUG", "Coffee Mug")]
    [InlineData("fee m", "Coffee Mug")]
    [InlineData("ÜBERTOPF", "Schöner Übertopf")]
    [InlineData("schÖner", "Schöner Übertopf")]
    [InlineData("чайник", "ЧАЙНИК")]
    [InlineData("ΚΑΦΈ", "Ελληνικός καφέ")]
    [InlineData("茶", "绿茶 250g")]
    [InlineData("100%", "100% Wool_Scarf")]
    [InlineData("L_S", "100% Wool_Scarf")]
    [InlineData("ann's", "Ann's \"best\" \\ tea")]
    [InlineData("\"BEST\"", "Ann's \"best\" \\ tea")]
    [InlineData("\\", "Ann's \"best\" \\ tea")]
    [InlineData("schoner ubertopf", "Schöner Übertopf")]
    [InlineData("mug coffee", "Coffee Mug")]
    [InlineData("u\u0308bertopf", "Schöner Übertopf")]
    [InlineData("ann’s “best”", "Ann's \"best\" \\ tea")]
    [InlineData("product-2", "ЧАЙНИК")]
    [InlineData("0 mug product", "Coffee Mug")]
    public async Task A_search_finds_the_products_that_contain_all_its_words_in_name_or_id_in_any_case_and_order(string search, string found)
    {
        string[] names = ["Coffee Mug", "Schöner Übertopf", "ЧАЙНИК", "Ελληνικός καφέ", "绿茶 250g", "100% Wool_Scarf", "Ann's \"best\" \\ tea"];
        for (var n = 0; n < names.Length; n++)
            await Products.HasProductAsync($"product-{n}", names[n]);

        Assert.Equal([found], (await Pages.AllAsync(10, Listing(search))).Select(product => product.Name));
    }

    [Theory]
    [InlineData("mugs")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("' OR ''='")]
    [InlineData("coffee tea")]
    [InlineData("product-1")]
    [InlineData("EUR")]
    public async Task A_search_finds_nothing_that_neither_name_nor_id_contains(string search)
    {
        await Products.HasProductAsync("product-0", "Coffee Mug");

        Assert.Empty(await Pages.AllAsync(10, Listing(search)));
    }

    [Fact]
    public async Task A_search_goes_by_the_name_as_it_is_now_and_over_pages()
    {
        for (var n = 0; n < 5; n++)
            await Products.HasProductAsync($"mug-{n}", $"Mug {n}");
        var renamed = await Products.GetAsync("mug-2");
        Assert.True(await Products.TrySaveAsync(renamed.Value.Renamed("Cup"), renamed.ETag, None));
        var gone = await Products.GetAsync("mug-4");
        Assert.True(await Products.TrySaveAsync(gone.Value.Deleted(), gone.ETag, None));

        Assert.Equal(["mug-0", "mug-1", "mug-2", "mug-3"], await IdsAsync("mug", limit: 1));
        Assert.Equal(["mug-2"], await IdsAsync("cup", limit: 1));
    }

    [Theory]
    [InlineData("ls/ink/s")]
    [InlineData("LS/Ínk/S shirt")]
    [InlineData("ns-001 LS/INK/M")]
    public async Task A_search_finds_a_product_by_its_skus_as_it_does_by_its_name(string search)
    {
        await Products.HasProductAsync("mug", "Mug");
        var shirt = Product.Create("shirt", Sample.ShirtDetails() with
        {
            Variants = [Sample.ShirtVariant("S", 1, 1) with { Sku = "LS/INK/S ns-001" }, Sample.ShirtVariant("M", 1, 1) with { Sku = "LS/INK/M" }],
        }, Sample.By(Sample.Ann)).Accepted();
        Assert.True(await Products.TryCreateAsync(shirt.Product, shirt.Change!, None));

        Assert.Equal(["shirt"], await IdsAsync(search, limit: 10));
    }

    [Theory]
    [InlineData(StockFilter.SoldOut, "none-of-s", "nothing")]
    [InlineData(StockFilter.Low, "last-one", "none-of-s", "ten")]
    public async Task A_stock_filter_finds_the_products_of_which_a_variant_is_so(StockFilter filter, params string[] found)
    {
        foreach (var (id, stock) in new (string, int?)[] { ("nothing", 0), ("last-one", 1), ("ten", 10), ("eleven", 11), ("hundred", 100), ("uncounted", null) })
            await HasAsync(id, Sample.ProductDetails(stock: stock) with { Description = "Not \"stock\":0, nor \"stock\":5} of anything." });
        await HasAsync("none-of-s", Sample.ShirtDetails() with { Variants = [Sample.ShirtVariant("S", 1, 0), Sample.ShirtVariant("M", 1, 3)] });
        await HasAsync("enough", Sample.ShirtDetails() with { Variants = [Sample.ShirtVariant("S", 1, 20), Sample.ShirtVariant("M", 1, 1000)] });

        Assert.Equal(found, await IdsAsync(null, filter, limit: 1));
        Assert.Equal(found.Where(id => id == "ten"), await IdsAsync("ten", filter, limit: 10));
    }

    [Fact]
    public async Task A_token_of_a_list_with_another_stock_filter_is_refused()
    {
        await HasAsync("mug-1", Sample.ProductDetails(stock: 0));
        await HasAsync("mug-2", Sample.ProductDetails(stock: 0));
        var token = await Pages.TokenAsync(Listing(null, StockFilter.SoldOut));

        await Pages.AssertRefusesAsync(token, Listing(null, StockFilter.Low));
        await Pages.AssertRefusesAsync(token, Listing(null));
    }

    [Fact]
    public async Task Products_are_listed_by_name_without_case_and_accents_and_equal_names_by_id()
    {
        string[] names = ["zebra", "Éclair", "apple", "Eclair", "Öl", "Zebra"];
        for (var n = 0; n < names.Length; n++)
            await Products.HasProductAsync($"product-{n}", names[n]);

        var listed = await Pages.AllAsync(2, Listing(null));

        Assert.Equal(["apple", "Éclair", "Eclair", "Öl", "zebra", "Zebra"], listed.Select(product => product.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Foreign_continuation_token_is_refused(string token)
    {
        await Products.HasProductAsync("mug");

        await Pages.AssertRefusesAsync(token, Listing(null));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_or_is_of_another_list_is_refused()
    {
        await Products.HasProductAsync("mug-1", "Mug 1");
        await Products.HasProductAsync("mug-2", "Mug 2");
        var token = await Pages.TokenAsync(Listing("mug"));

        await Pages.AssertRefusesAsync(Pages.TamperedWith(token), Listing("mug"));
        await Pages.AssertRefusesAsync(token, Listing("lamp"));
        await Pages.AssertRefusesAsync(token, Listing(null));
    }

    private async Task HasAsync(string id, ProductDetails details)
    {
        var (product, change) = Product.Create(id, details, Sample.By(Sample.Ann)).Accepted();
        Assert.True(await Products.TryCreateAsync(product, change!, None));
    }

    private Func<PageRequest, Task<Page<Product>>> Listing(string? search, StockFilter? stock = null) =>
        page => Products.ListAsync(search, stock, page, None);

    private Task<IEnumerable<string>> IdsAsync(string? search, int limit) => IdsAsync(search, null, limit);

    private async Task<IEnumerable<string>> IdsAsync(string? search, StockFilter? stock, int limit) =>
        (await Pages.AllAsync(limit, Listing(search, stock))).Select(product => product.Id).Order();
}
