using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductCommandsTests
{
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task A_product_is_created_once()
    {
        var created = (await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default)).Accepted();

        (await shop.Products.CreateAsync("mug", ProductDetails("Other"), new(Ann), default)).IsConflict("already-exists");

        Assert.Same(created, shop.Database.Product("mug"));
    }

    [Theory, InlineData("mug"), InlineData(null)]
    public async Task A_repeated_create_with_the_same_idempotency_key_gets_the_product_as_it_is_now(string? id)
    {
        var created = (await shop.Products.CreateAsync(id, "key", ProductDetails(), new(Ann), default)).Accepted();
        var changed = (await shop.Products.ChangeAsync(created.Id, ProductDetails("Changed"), new(Ann), default)).Accepted();

        Assert.Same(changed, (await shop.Products.CreateAsync(id, "key", ProductDetails(), new(Ann), default)).Accepted());
        (await shop.Products.CreateAsync(created.Id, "other", ProductDetails(), new(Ann), default)).IsConflict("already-exists");
        var reused = await shop.Products.CreateAsync(id, "key", ProductDetails("Other"), new(Ann), default);
        Assert.Same(changed, Assert.IsType<Refusal.IdempotencyKeyReused<Product>>(reused.Refusal).Current);
    }

    [Fact]
    public async Task A_repeated_create_does_not_bring_a_deleted_product_back()
    {
        await shop.Products.CreateAsync("mug", "key", ProductDetails(), new(Ann), default);
        await shop.Products.DeleteAsync("mug", new(Ann), default);

        (await shop.Products.CreateAsync("mug", "key", ProductDetails(), new(Ann), default)).IsConflict("deleted");

        Assert.True(shop.Database.Product("mug").IsDeleted);
        Assert.Equal(3, (await shop.Products.CreateAsync("mug", "other", ProductDetails(), new(Ann), default)).Accepted().Version);
    }

    [Fact]
    public async Task Idempotency_keys_of_products_without_an_id_make_different_ids()
    {
        var ids = new List<string>();
        foreach (var key in new[] { "key", "kez", "KEY" })
            ids.Add((await shop.Products.CreateAsync(null, key, ProductDetails(), new(Ann), default)).Accepted().Id);

        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-v]{16}$", id));
    }

    [Fact]
    public async Task A_deleted_product_can_be_created_again()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        await shop.Products.DeleteAsync("mug", new(Ann), default);

        var again = (await shop.Products.CreateAsync("mug", ProductDetails("New mug"), new(Ann), default)).Accepted();

        Assert.Equal(("New mug", 3), (again.Name, again.Version));
        Assert.Same(again, shop.Database.Product("mug"));
    }

    [Fact]
    public async Task An_invalid_product_is_refused_before_anything_is_read()
    {
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        (await shop.Products.CreateAsync("mug", ProductDetails(stock: -1), new(Ann), default)).IsInvalidFor("stock");
    }

    [Fact]
    public async Task Missing_or_deleted_product_can_be_neither_changed_nor_deleted()
    {
        await shop.Products.CreateAsync("gone", ProductDetails(), new(Ann), default);
        await shop.Products.DeleteAsync("gone", new(Ann), default);

        foreach (var id in new[] { "none", "gone" })
        {
            (await shop.Products.ChangeAsync(id, ProductDetails(), new(Ann), default)).IsNotFound("product");
            (await shop.Products.DeleteAsync(id, new(Ann), default)).IsNotFound("product");
        }
    }

    [Fact]
    public async Task Product_command_with_another_expected_version_is_refused()
    {
        var mug = (await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default)).Accepted();

        var change = await shop.Products.ChangeAsync("mug", ProductDetails(amount: 1), new(Ann, 2), default);
        var deletion = await shop.Products.DeleteAsync("mug", new(Ann, 0), default);

        Assert.Same(mug, Assert.IsType<Refusal.VersionMismatch<Product>>(change.Refusal).Current);
        Assert.Same(mug, Assert.IsType<Refusal.VersionMismatch<Product>>(deletion.Refusal).Current);
        Assert.Equal(2, (await shop.Products.ChangeAsync("mug", ProductDetails(amount: 1), new(Ann, 1), default)).Accepted().Version);
    }

    [Fact]
    public async Task A_product_that_is_pinned_hidden_or_not_cannot_be_deleted()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default);
        await shop.LiveStreams.PinAsync("demo", "mug", null, new(Ann), default);
        await shop.LiveStreams.SetActiveAsync("demo", "mug", false, new(Ann), default);

        Assert.Contains("demo", (await shop.Products.DeleteAsync("mug", new(Ann), default)).IsConflict("product-pinned").Detail, StringComparison.Ordinal);

        await shop.LiveStreams.UnpinAsync("demo", "mug", new(Ann), default);
        Assert.True((await shop.Products.DeleteAsync("mug", new(Ann), default)).Accepted().IsDeleted);
    }

    [Fact]
    public async Task A_product_that_only_streams_that_have_ended_have_pinned_can_be_deleted()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default);
        await shop.LiveStreams.PinAsync("demo", "mug", null, new(Ann), default);
        await shop.LiveStreams.StartAsync("demo", new(Ann), default);
        (await shop.Products.DeleteAsync("mug", new(Ann), default)).IsConflict("product-pinned");

        await shop.LiveStreams.StopAsync("demo", new(Ann), default);

        Assert.True((await shop.Products.DeleteAsync("mug", new(Ann), default)).Accepted().IsDeleted);
        Assert.Equal("mug", Assert.Single(shop.Database.Stream("demo").PinnedProducts).ProductId);
    }

    [Fact]
    public async Task Losing_product_change_is_retried_on_the_state_of_the_winner()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(stock: 10), new(Ann), default);
        shop.Calls.OnceBefore("products.save", () => new ShopInstance(shop.Database).Products.ChangeAsync("mug", ProductDetails(amount: 900), new(Ann), default));

        var changed = (await shop.Products.ChangeAsync("mug", ProductDetails(amount: 800), new(Ann), default)).Accepted();

        Assert.Equal((800, 3), (changed.Price.Amount, changed.Version));
    }

    [Fact]
    public async Task A_change_loses_against_a_deletion_that_comes_in_between()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        shop.Calls.OnceBefore("products.save", () => new ShopInstance(shop.Database).Products.DeleteAsync("mug", new(Ann), default));

        (await shop.Products.ChangeAsync("mug", ProductDetails(amount: 8), new(Ann), default)).IsNotFound("product");
    }

    [Fact]
    public async Task Product_writer_that_loses_every_attempt_gets_a_contention_error()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        var other = new ShopInstance(shop.Database);
        var saves = 0;
        shop.Calls.Before = async call =>
        {
            if (call == "products.save")
                await other.Products.ChangeAsync("mug", ProductDetails(amount: 100 + saves++), new(Ann), default);
        };

        (await shop.Products.ChangeAsync("mug", ProductDetails(amount: 8), new(Ann), default)).IsConflict("contention");

        Assert.Equal(ConditionalWriteLoop.MaxAttempts, saves);
    }
}
