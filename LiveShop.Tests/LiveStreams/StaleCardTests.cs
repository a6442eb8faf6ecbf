using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Tests.Interleavings;
using Xunit.Abstractions;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Explores every order of the store calls of pins and product changes: none may leave a stale card.</summary>
public class StaleCardTests(ITestOutputHelper output)
{
    private static readonly Caller ByAnn = new(Ann);
    private static readonly Product Mug = Product("mug");
    private static readonly LiveStream Empty = ScheduledStream();
    private static readonly LiveStream WithMug = ScheduledStream("cup", "mug");
    private static readonly LiveStream Live = LiveStreamWith("mug");
    private static readonly LiveStream Ended = Live.Stop(By(Ann)).State();

    [Fact]
    public void No_stale_card_after_a_pin_and_a_new_price_with_every_check_delivered_twice() =>
        Explore(schedule => new CardScenario(schedule, Empty, Mug) { ProductChecks = 2, CardChecks = 2 }
            .Admin("pin", Pin)
            .Admin("price", shop => Price(shop, 990)));

    [Fact]
    public void No_stale_card_after_a_pin_and_a_deletion_with_every_check_delivered_twice() =>
        Explore(schedule => new CardScenario(schedule, Empty, Mug) { ProductChecks = 2, CardChecks = 2 }
            .Admin("pin", Pin)
            .Admin("delete", Delete));

    [Fact]
    public void No_stale_card_after_a_new_price_and_a_deletion_of_a_pinned_product() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug)
            .Admin("price", shop => Price(shop, 990))
            .Admin("delete", Delete));

    [Fact]
    public void No_stale_card_after_a_pin_a_new_price_and_a_deletion() =>
        Sample(schedule => new CardScenario(schedule, Empty, Mug)
            .Admin("pin", Pin)
            .Admin("price", shop => Price(shop, 990))
            .Admin("delete", Delete));

    [Fact]
    public void No_stale_card_after_two_new_prices_of_a_pinned_product() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug)
            .Admin("price 1", shop => Price(shop, 990))
            .Admin("price 2", shop => Price(shop, 890)));

    [Fact]
    public void No_stale_card_after_a_new_price_while_another_admin_unpins_and_pins_again() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug)
            .Admin("price", shop => Price(shop, 990))
            .Admin("unpin and pin", async shop =>
            {
                await Unpin(shop);
                await Pin(shop);
            }));

    [Fact]
    public void No_stale_card_after_a_new_price_while_others_hide_and_move_the_product() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug)
            .Admin("price", shop => Price(shop, 990))
            .Admin("hide", shop => shop.LiveStreams.SetActiveAsync("demo", "mug", false, ByAnn, default))
            .Admin("move", shop => shop.LiveStreams.PinAsync("demo", "mug", 0, ByAnn, default)));

    [Fact]
    public void No_stale_card_after_a_pin_while_the_product_is_deleted_and_recreated() =>
        Explore(schedule => new CardScenario(schedule, Empty, Mug)
            .Admin("pin", Pin)
            .Admin("delete and create", async shop =>
            {
                await Delete(shop);
                await Create(shop);
            }));

    [Fact]
    public void No_stale_card_after_a_pin_while_the_product_is_created_and_changed() =>
        Explore(schedule => new CardScenario(schedule, Empty, null)
            .Admin("pin", Pin)
            .Admin("create and price", async shop =>
            {
                await Create(shop);
                await Price(shop, 990);
            }));

    [Fact]
    public void No_stale_card_on_a_live_stream_after_a_start_and_a_new_price() =>
        Explore(schedule => new CardScenario(schedule, Ended, Mug)
            .Admin("start", Start)
            .Admin("price", shop => Price(shop, 990)));

    [Fact]
    public void No_stale_card_on_a_live_stream_after_a_start_and_a_deletion() =>
        Explore(schedule => new CardScenario(schedule, Ended, Mug)
            .Admin("start", Start)
            .Admin("delete", Delete));

    [Fact]
    public void No_stale_card_on_a_live_stream_after_a_stop_and_start_while_the_price_changes() =>
        Explore(schedule => new CardScenario(schedule, Live, Mug)
            .Admin("stop and start", async shop =>
            {
                await shop.LiveStreams.StopAsync("demo", ByAnn, default);
                await Start(shop);
            })
            .Admin("price", shop => Price(shop, 990)));

    [Fact]
    public void No_stale_card_after_a_pin_and_a_sale_with_every_check_delivered_twice() =>
        Explore(schedule => new CardScenario(schedule, Empty, Mug) { ProductChecks = 2, CardChecks = 2 }
            .Admin("pin", Pin)
            .Admin("sale", shop => Sell(shop, 1)));

    [Fact]
    public void No_stale_card_after_a_sale_and_a_new_price_of_a_pinned_product() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug)
            .Admin("sale", shop => Sell(shop, 1))
            .Admin("price", shop => Price(shop, 990)));

    [Fact]
    public void No_stale_card_after_two_sales_of_a_pinned_product() =>
        Explore(schedule => new CardScenario(schedule, WithMug, Mug).Admin("sales", SellTwice));

    [Fact]
    public void No_stale_card_after_two_sales_of_a_product_that_is_being_pinned() =>
        Sample(schedule => new CardScenario(schedule, Empty, Mug)
            .Admin("pin", Pin)
            .Admin("sales", SellTwice));

    [Fact]
    public void No_stale_card_on_a_live_stream_after_a_start_and_a_sale() =>
        Explore(schedule => new CardScenario(schedule, Ended, Mug)
            .Admin("start", Start)
            .Admin("sale", shop => Sell(shop, 1)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Removing_either_check_leaves_a_stale_card_after_a_sale_in_some_order(int productChecks, int cardChecks)
    {
        var broken = Assert.Throws<BrokenPromiseException>(() =>
            Explore(schedule => new CardScenario(schedule, Empty, Mug) { ProductChecks = productChecks, CardChecks = cardChecks }
                .Admin("pin", Pin)
                .Admin("sale", shop => Sell(shop, 1))));

        Assert.Contains("The card shows", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_the_check_after_a_start_leaves_a_stale_card_in_some_order()
    {
        var broken = Assert.Throws<BrokenPromiseException>(() =>
            Explore(schedule => new CardScenario(schedule, Ended, Mug) { CardChecks = 0 }
                .Admin("start", Start)
                .Admin("price", shop => Price(shop, 990))));

        Assert.Contains("The card shows", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Removing_either_check_leaves_a_stale_card_in_some_order(int productChecks, int cardChecks)
    {
        var broken = Assert.Throws<BrokenPromiseException>(() =>
            Explore(schedule => new CardScenario(schedule, Empty, Mug) { ProductChecks = productChecks, CardChecks = cardChecks }
                .Admin("pin", Pin)
                .Admin("price", shop => Price(shop, 990))));

        Assert.Contains("The card shows", broken.Message, StringComparison.Ordinal);
    }

    private void Explore(Func<Schedule, CardScenario> scenario)
    {
        var explored = new Exploration(schedule => scenario(schedule).Build()).Run();
        output.WriteLine($"{explored.Situations} situations, {explored.Ends} different ends");
    }

    // All of the tens of thousands of orders are tried in a campaign; by default as many at random as take a second.
    private void Sample(Func<Schedule, CardScenario> scenario)
    {
        if (TestScale.Repeat(1) > 1)
        {
            Explore(scenario);
            return;
        }

        var seed = TestSeed.Next();
        output.WriteLine($"Seed {seed}");
        new Exploration(schedule => scenario(schedule).Build()).Walk(1000, new Random(seed));
    }

    private static Task<Result<LiveStream>> Pin(ShopInstance shop) => shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default);

    private static Task<Result<LiveStream>> Start(ShopInstance shop) => shop.LiveStreams.StartAsync("demo", ByAnn, default);

    private static Task<Result<LiveStream>> Unpin(ShopInstance shop) => shop.LiveStreams.UnpinAsync("demo", "mug", ByAnn, default);

    private static Task<Result<Product>> Create(ShopInstance shop) =>
        shop.Products.CreateAsync("mug", ProductDetails(amount: 1490), new(Ann), default);

    private static Task<Result<Product>> Price(ShopInstance shop, long amount) =>
        shop.Products.ChangeAsync("mug", Mug.Details() with { Price = new(amount, "EUR") }, new(Ann), default);

    private static Task<ReserveResult> Sell(ShopInstance shop, int n) =>
        shop.Stock.ReserveAsync("mug", $"order-{n}", [new(ProductVariant.DefaultId, 1)], default);

    private static async Task SellTwice(ShopInstance shop)
    {
        await Sell(shop, 1);
        await Sell(shop, 2);
    }

    private static Task<Result<Product>> Delete(ShopInstance shop) => shop.Products.DeleteAsync("mug", new(Ann), default);
}
