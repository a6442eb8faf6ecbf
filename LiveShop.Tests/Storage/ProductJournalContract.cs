using LiveShop.Core;
using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Storage;

public abstract class ProductJournalContract : StoreContract
{
    private IProductStore Products => Store.Products;

    [Fact]
    public async Task A_product_that_is_not_there_has_no_journal() =>
        Assert.Empty(await Products.ChangesAsync("nothing", 0, 10, None));

    [Fact]
    public async Task Every_state_of_a_product_has_its_journal_entry_as_it_was_written()
    {
        var created = LiveShop.Core.Products.Product.Create("mug", ProductDetails(), By(Ann)).Accepted();
        var changed = created.Product.Change(ProductDetails(amount: 990, stock: 4), By(Bob, 1)).Accepted();
        var deleted = changed.Product.Delete(By(Ann, 2) with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });

        Assert.True(await Products.TryCreateAsync(created.Product, created.Change!, None));
        await SaveAsync(changed);
        await SaveAsync(deleted);

        Samples.AssertSame([created.Change!, changed.Change!, deleted.Change!], await Products.ChangesAsync("mug", 0, 10, None));
    }

    [Fact]
    public async Task Journal_of_a_product_is_read_in_numeric_version_order_after_a_version_without_other_products()
    {
        Assert.True(await Products.TryCreateAsync(Samples.NewProduct("mug-2"), None));
        await ChangePriceAsync("mug", times: 11);

        Assert.Equal([8, 9, 10], (await Products.ChangesAsync("mug", 7, 3, None)).Select(change => change.Version));
        Assert.Equal([10, 11, 12], (await Products.ChangesAsync("mug", 9, 10, None)).Select(change => change.Version));
        Assert.Empty(await Products.ChangesAsync("mug", 12, 10, None));
    }

    [Fact]
    public async Task A_product_and_a_stream_of_the_same_id_have_a_journal_each()
    {
        await Store.Streams.HasStreamAsync("demo", "mug");
        await ChangePriceAsync("demo", times: 2);

        Assert.Equal([1, 2, 3], (await Products.ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
        Assert.All(await Products.ChangesAsync("demo", 0, 10, None), change => Assert.Equal("demo", change.ProductId));
        Assert.Equal([1, 2], (await Store.Streams.ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
    }

    [Fact]
    public async Task A_save_that_loses_leaves_no_journal_entry()
    {
        var old = await Products.HasProductAsync("mug");
        var first = old.Value.Change(ProductDetails(amount: 3), By(Ann)).Accepted();
        var late = first.Product.Change(ProductDetails(amount: 9), By(Bob)).Accepted();
        await SaveAsync(first);

        Assert.False(await Products.TrySaveAsync(late.Product, late.Change!, old.ETag, null, None));
        Assert.False(await Products.TryCreateAsync(late.Product, late.Change!, None));

        Assert.Equal([1, 2], (await Products.ChangesAsync("mug", 0, 10, None)).Select(change => change.Version));
        Assert.Equal(3, (await Products.GetAsync("mug")).Value.Price.Amount);
    }

    [Fact]
    public async Task Journal_entries_are_neither_found_as_products_nor_listed()
    {
        await ChangePriceAsync("mug", times: 2);

        Assert.Null(await Products.FindAsync("_change-1", None));
        Assert.Empty(await Products.FindManyAsync(["_change-1"], None));
        Assert.Equal(["mug"], (await Products.ListAsync(null, new(10, null), None)).Items.Select(product => product.Id));
    }

    private async Task ChangePriceAsync(string id, int times)
    {
        await Products.HasProductAsync(id);
        for (var n = 0; n < times; n++)
            await SaveAsync((await Products.GetAsync(id)).Value.Change(ProductDetails(amount: 100 + n), By(Ann)).Accepted());
    }

    private async Task SaveAsync(ProductTransition transition)
    {
        var stored = await Products.GetAsync(transition.Product.Id);
        Assert.True(await Products.TrySaveAsync(transition.Product, transition.Change!, stored.ETag, null, None));
    }
}
