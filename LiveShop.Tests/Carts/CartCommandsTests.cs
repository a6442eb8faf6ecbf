using System.Text.Json;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

public class CartCommandsTests
{
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task A_new_cart_is_saved_and_can_be_read()
    {
        var created = await shop.Carts.CreateAsync(default);

        Assert.Equal((created.Id, 1L), ((await shop.Carts.GetAsync(created.Id, default)).Accepted().Id, created.Version));
        Assert.Empty(created.Items);
    }

    [Fact]
    public async Task The_answer_to_an_addition_is_the_whole_cart_priced_by_the_shop()
    {
        var id = await NewCartAndMugAsync();

        var cart = (await shop.Carts.AddAsync(id, new("mug", 3, "demo", null), default)).Accepted();

        Assert.Equal(("mug", 3, "Mug"), (cart.Items[0].ProductId, cart.Items[0].Quantity, cart.Items[0].Product!.Name));
        Assert.Equal([new(5970, "EUR")], cart.Totals);
    }

    [Fact]
    public async Task A_new_price_shows_in_the_cart_at_once()
    {
        var id = await NewCartAndMugAsync();
        await shop.Carts.AddAsync(id, new("mug", 1, null, null), default);
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);

        Assert.Equal([new(990, "EUR")], (await shop.Carts.GetAsync(id, default)).Accepted().Totals);
    }

    [Fact]
    public async Task Item_whose_product_is_unreadable_can_be_removed()
    {
        var id = await NewCartAndMugAsync();
        await shop.Carts.AddAsync(id, new("mug", 1, null, null), default);
        shop.Calls.Before = call => call == "products.find" ? throw new JsonException("It is damaged.") : Task.CompletedTask;

        Assert.Empty((await shop.Carts.RemoveAsync(id, "mug", default)).Accepted().Items);
    }

    [Fact]
    public async Task Missing_cart_is_not_found_and_its_id_is_not_shown_in_full()
    {
        const string Id = "0123456789abcdef0123456789abcdef";

        foreach (var refused in new[]
        {
            await shop.Carts.GetAsync(Id, default),
            await shop.Carts.AddAsync(Id, new("mug", 1, null, null), default),
            await shop.Carts.SetQuantityAsync(Id, "mug", 1, default),
            await shop.Carts.RemoveAsync(Id, "mug", default),
        })
        {
            Assert.DoesNotContain(Id[..16], refused.IsNotFound("cart").Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, 1, null, null, "productId")]
    [InlineData("Mug", 1, null, null, "productId")]
    [InlineData("mug", 0, null, null, "quantity")]
    [InlineData("mug", 100, null, null, "quantity")]
    [InlineData("mug", int.MaxValue, null, null, "quantity")]
    [InlineData("mug", 1, "", null, "streamId")]
    [InlineData("mug", 1, "DEMO", null, "streamId")]
    [InlineData("mug", 1, null, "", "Idempotency-Key")]
    [InlineData("mug", 1, null, "two words", "Idempotency-Key")]
    [InlineData("mug", 1, null, "schlüssel", "Idempotency-Key")]
    public async Task Invalid_addition_is_refused_before_the_store_is_read(
        string? productId, int quantity, string? streamId, string? key, string field)
    {
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        (await shop.Carts.AddAsync("cart", new(productId, quantity, streamId, key), default)).IsInvalidFor(field);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_key_has_at_most_100_characters(int length, bool accepted)
    {
        var id = await NewCartAndMugAsync();

        Assert.Equal(accepted, (await shop.Carts.AddAsync(id, new("mug", 1, null, new('k', length)), default)).IsAccepted);
    }

    [Fact]
    public async Task Concurrent_additions_with_one_idempotency_key_add_once()
    {
        var id = await NewCartAndMugAsync();
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("carts.save", () => other.Carts.AddAsync(id, new("mug", 2, null, "key"), default));

        var cart = (await shop.Carts.AddAsync(id, new("mug", 2, null, "key"), default)).Accepted();

        Assert.Equal((2, 2L), (cart.Items[0].Quantity, cart.Version));
    }

    [Fact]
    public async Task Two_additions_at_once_both_count()
    {
        var id = await NewCartAndMugAsync();
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("carts.save", () => other.Carts.AddAsync(id, new("mug", 2, null, null), default));

        Assert.Equal(5, (await shop.Carts.AddAsync(id, new("mug", 3, null, null), default)).Accepted().Items[0].Quantity);
    }

    [Fact]
    public async Task Two_additions_at_once_do_not_take_more_than_there_is()
    {
        var id = await NewCartAndMugAsync();
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("carts.save", () => other.Carts.AddAsync(id, new("mug", 6, null, null), default));

        var refused = await shop.Carts.AddAsync(id, new("mug", 6, null, null), default);

        Assert.Equal(10, Assert.IsType<Refusal.OutOfStock>(refused.Refusal).Available);
    }

    [Fact]
    public async Task Setting_and_removing_answer_the_cart()
    {
        var id = await NewCartAndMugAsync();
        await shop.Carts.AddAsync(id, new("mug", 1, null, null), default);

        Assert.Equal(4, (await shop.Carts.SetQuantityAsync(id, "mug", 4, default)).Accepted().Items[0].Quantity);
        Assert.Empty((await shop.Carts.RemoveAsync(id, "mug", default)).Accepted().Items);
        Assert.Equal(4, (await shop.Carts.RemoveAsync(id, "mug", default)).Accepted().Version);
    }

    [Fact]
    public async Task Cart_writer_that_loses_every_attempt_gets_a_contention_error()
    {
        var id = await NewCartAndMugAsync();
        var other = new ShopInstance(shop.Database);
        var saves = 0;
        shop.Calls.Before = async call =>
        {
            if (call != "carts.save")
                return;
            if (saves++ % 2 == 0)
                await other.Carts.AddAsync(id, new("mug", 1, null, null), default);
            else
                await other.Carts.RemoveAsync(id, "mug", default);
        };

        (await shop.Carts.AddAsync(id, new("mug", 2, null, null), default)).IsConflict("contention");

        Assert.Equal(ConditionalWriteLoop.MaxAttempts, saves);
    }

    private async Task<string> NewCartAndMugAsync()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        return (await shop.Carts.CreateAsync(default)).Id;
    }
}
