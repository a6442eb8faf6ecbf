using LiveShop.Core.Products;

namespace LiveShop.Tests.Storage;

public abstract class ProductStoreContract : StoreContract
{
    private IProductStore Products => Store.Products;

    [Fact]
    public async Task A_product_that_is_not_there_is_not_found() =>
        Assert.Null(await Products.FindAsync("nothing", None));

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Invalid_id_is_not_found(string id) => Assert.Null(await Products.FindAsync(id, None));

    [Fact]
    public async Task A_created_product_is_read_back_as_it_was_written()
    {
        var mug = Samples.NewProduct("mug", "Ein „Becher“ ☕");

        Assert.True(await Products.TryCreateAsync(mug, None));

        Assert.Equal(mug, (await Products.GetAsync("mug")).Value);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_not_created_again()
    {
        var first = await Products.HasProductAsync("mug");

        Assert.False(await Products.TryCreateAsync(Samples.NewProduct("mug", "Another"), None));

        Assert.Equal(first, await Products.GetAsync("mug"));
    }

    [Fact]
    public async Task A_save_with_the_current_etag_replaces_the_product_and_changes_the_etag()
    {
        var before = await Products.HasProductAsync("mug");
        var changed = before.Value.WithPrice(3);

        Assert.True(await Products.TrySaveAsync(changed, before.ETag, None));

        var after = await Products.GetAsync("mug");
        Assert.Equal(changed, after.Value);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task A_save_with_an_old_etag_writes_nothing()
    {
        var old = await Products.HasProductAsync("mug");
        Assert.True(await Products.TrySaveAsync(old.Value.WithPrice(3), old.ETag, None));
        var current = await Products.GetAsync("mug");

        Assert.False(await Products.TrySaveAsync(old.Value.WithPrice(9), old.ETag, None));

        Assert.Equal(current, await Products.GetAsync("mug"));
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_not_saved()
    {
        var other = await Products.HasProductAsync("lamp");

        Assert.False(await Products.TrySaveAsync(Samples.NewProduct("mug"), other.ETag, None));

        Assert.Null(await Products.FindAsync("mug", None));
    }

    [Fact]
    public async Task Exactly_one_of_many_saves_with_the_same_etag_is_written()
    {
        var stored = await Products.HasProductAsync("mug");

        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Products.TrySaveAsync(stored.Value.WithPrice(100 + n), stored.ETag, None)));

        var winner = Assert.Single(Enumerable.Range(0, written.Length), n => written[n]);
        Assert.Equal(100 + winner, (await Products.GetAsync("mug")).Value.Price.Amount);
    }

    [Fact]
    public async Task A_deleted_product_is_still_found_and_can_be_saved_again()
    {
        var stored = await Products.HasProductAsync("mug");

        Assert.True(await Products.TrySaveAsync(stored.Value.Deleted(), stored.ETag, None));

        var deleted = await Products.GetAsync("mug");
        Assert.True(deleted.Value.IsDeleted);
        var again = Samples.NewProductAgain(deleted.Value);
        Assert.True(await Products.TrySaveAsync(again, deleted.ETag, None));
        Assert.Equal(again.WithStock((await Store.Stock.FindAsync("mug", None))!.Value), (await Products.GetAsync("mug")).Value);
    }

    [Fact]
    public async Task Existing_products_among_many_ids_are_found_including_deleted_ones()
    {
        var ids = Enumerable.Range(0, 120).Select(n => $"product-{n}").ToList();
        foreach (var id in ids.Take(60))
            await Products.HasProductAsync(id);
        var gone = await Products.GetAsync("product-7");
        Assert.True(await Products.TrySaveAsync(gone.Value.Deleted(), gone.ETag, None));

        var found = await Products.FindManyAsync(ids, None);

        Assert.Equal(ids.Take(60).Order(), found.Select(product => product.Id).Order());
        Assert.True(found.Single(product => product.Id == "product-7").IsDeleted);
    }

    [Fact]
    public async Task Empty_id_list_finds_no_products()
    {
        await Products.HasProductAsync("mug");

        Assert.Empty(await Products.FindManyAsync([], None));
        Assert.Empty(await Products.FindManyAsync(["nothing"], None));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Products.TryCreateAsync(Samples.NewProduct("mug"), new CancellationToken(canceled: true)));

        Assert.Null(await Products.FindAsync("mug", None));
    }
}
