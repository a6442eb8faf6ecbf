using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Storage;

/// <summary>A product and its stock are two documents, which are read together and, where variants come or go, written together.</summary>
public abstract class ProductStockContract : StoreContract
{
    private IProductStore Products => Store.Products;

    [Fact]
    public async Task A_product_is_created_with_its_stock()
    {
        var shirt = await HasShirtAsync();

        var stock = (await Store.Stock.FindAsync("shirt", None))!.Value;

        Samples.AssertSame(ProductStock.Of(shirt.Value), stock);
        Assert.Equal([new("s", 3, 3), new VariantStock("m", 8, 8)], stock.Variants);
    }

    [Fact]
    public async Task A_sale_changes_the_stock_that_is_read_and_neither_the_product_s_ETag_nor_its_version()
    {
        var before = await HasShirtAsync();

        await TakeAsync("shirt", "s", 2);

        var after = await Products.GetAsync("shirt");
        Assert.Equal((before.ETag, 1), (after.ETag, after.Value.Version));
        Assert.Equal((9, 2), (after.Value.Stock, after.Value.StockVersion));
        Assert.Equal([("s", 1), ("m", 8)], after.Value.Variants.Select(variant => (variant.Id, variant.Stock)));
    }

    [Fact]
    public async Task Lists_and_many_products_are_read_with_their_stock()
    {
        await HasShirtAsync();
        await Products.HasProductAsync("mug");
        await TakeAsync("shirt", "m", 8);
        await TakeAsync("mug", ProductVariant.DefaultId, 4);

        var listed = (await Products.ListAsync(null, null, new(10, null), None)).Items;
        var found = await Products.FindManyAsync(["mug", "shirt"], None);

        Assert.Equal([("mug", 10), ("shirt", 3)], found.Select(product => (product.Id, product.Stock)).Order());
        Assert.Equal([("mug", 10), ("shirt", 3)], listed.Select(product => (product.Id, product.Stock)).Order());
    }

    [Fact]
    public async Task An_edit_that_was_read_before_a_sale_is_written_after_it()
    {
        var read = await HasShirtAsync();
        await TakeAsync("shirt", "s", 1);

        Assert.True(await Products.TrySaveAsync(Named(read.Value, "Shirt"), read.ETag, None));

        Assert.Equal((2, 10), (await Products.GetAsync("shirt")).Value is var shirt ? (shirt.Version, shirt.Stock) : default);
    }

    [Fact]
    public async Task Variants_that_come_and_go_are_written_to_the_stock_with_the_product()
    {
        var read = await HasShirtAsync();
        await TakeAsync("shirt", "s", 1);
        var (shirt, change) = WithSizes(read.Value, ("M", 8), ("L", 20));
        var stock = (await Store.Stock.FindAsync("shirt", None))!;
        var next = stock.Value.Follow(read.Value, shirt, Ann);

        Assert.True(await Products.TrySaveAsync(shirt, change, read.ETag, stock with { Value = next }, None));

        Samples.AssertSame(next, (await Store.Stock.FindAsync("shirt", None))!.Value);
        Assert.Equal([("m", 8), ("l", 20)], (await Products.GetAsync("shirt")).Value.Variants.Select(variant => (variant.Id, variant.Stock)));
        Assert.Single(await Products.ChangesAsync("shirt", 1, 10, None));
    }

    [Fact]
    public async Task A_save_with_an_old_ETag_of_the_stock_writes_nothing()
    {
        var read = await HasShirtAsync();
        var old = (await Store.Stock.FindAsync("shirt", None))!;
        await TakeAsync("shirt", "s", 1);
        var (shirt, change) = WithSizes(read.Value, ("M", 8));

        var stock = old with { Value = old.Value.Follow(read.Value, shirt, Ann) };
        Assert.False(await Products.TrySaveAsync(shirt, change, read.ETag, stock, None));

        Assert.Equal((read.ETag, 10), (await Products.GetAsync("shirt")) is var found ? (found.ETag, found.Value.Stock) : default);
        Assert.Empty(await Products.ChangesAsync("shirt", 1, 10, None));
    }

    [Fact]
    public async Task A_save_with_an_old_ETag_of_the_product_writes_no_stock()
    {
        var read = await HasShirtAsync();
        Assert.True(await Products.TrySaveAsync(Named(read.Value, "Shirt"), read.ETag, None));
        var stock = (await Store.Stock.FindAsync("shirt", None))!;
        var (shirt, change) = WithSizes(read.Value, ("M", 8));

        Assert.False(await Products.TrySaveAsync(
            shirt, change, read.ETag, stock with { Value = stock.Value.Follow(read.Value, shirt, Ann) }, None));

        Assert.Equal(stock.ETag, (await Store.Stock.FindAsync("shirt", None))!.ETag);
    }

    [Fact]
    public async Task Products_are_found_by_a_stock_that_changed_since_they_were_written()
    {
        await HasShirtAsync();
        await Products.HasProductAsync("mug");
        await TakeAsync("mug", ProductVariant.DefaultId, 4);
        await TakeAsync("shirt", "s", 3);

        Assert.Equal(["mug", "shirt"], (await FoundByAsync(StockFilter.Low)).Order());
        Assert.Equal(["shirt"], await FoundByAsync(StockFilter.SoldOut));
    }

    private static Product Named(Product product, string name) => product.Change(product.Details with { Name = name }, By(Ann)).State();

    private async Task<IEnumerable<string>> FoundByAsync(StockFilter filter) =>
        (await Products.ListAsync(null, filter, new(10, null), None)).Items.Select(product => product.Id);

    private static (Product Product, ProductChange Change) WithSizes(Product shirt, params (string Size, int Stock)[] sizes)
    {
        var changed = shirt.Change(shirt.Details with
        {
            Options = [new("Size", [.. sizes.Select(size => size.Size)])],
            Variants = [.. sizes.Select(size => ShirtVariant(size.Size, 5900, size.Stock))],
        }, By(Ann)).Accepted();
        return (changed.Product, changed.Change!);
    }

    private async Task<Stored<Product>> HasShirtAsync()
    {
        Assert.True(await Products.TryCreateAsync(Shirt(), None));
        return await Products.GetAsync("shirt");
    }

    private async Task TakeAsync(string productId, string variantId, int quantity)
    {
        var stock = (await Store.Stock.FindAsync(productId, None))!;
        IReadOnlyList<Pieces> pieces = [new(variantId, quantity)];
        var held = new Reservation(productId, $"order-{variantId}", ReservationStatus.Held, Noon) { Taken = pieces };
        var next = stock with { Value = stock.Value.Take(pieces, Noon).Stock };
        Assert.True((await Store.Stock.TryWriteAsync(new(productId, next) { Created = [held] }, None)).IsWritten);
    }
}
