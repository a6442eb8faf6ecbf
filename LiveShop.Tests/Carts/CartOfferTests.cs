using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

/// <summary>Prices in carts while an offer runs, after it, and after it was withdrawn.</summary>
public class CartOfferTests
{
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task Item_added_during_an_offer_keeps_its_price_until_ten_minutes_after_the_end()
    {
        var cart = await CartAsync();
        await OfferAsync(seconds: 60);

        Assert.Equal(1990, await AddAsync(cart, streamId: null));
        Assert.Equal(995, await AddAsync(cart, "demo"));
        shop.Clock.Now += TimeSpan.FromSeconds(60 + 599);
        Assert.Equal(995, await PriceAsync(cart));
        shop.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1990, await PriceAsync(cart));
    }

    [Fact]
    public async Task Item_added_before_an_offer_gets_its_price_when_it_is_added_again_as_one_line()
    {
        var cart = await CartAsync();
        Assert.Equal(1990, await AddAsync(cart, "demo"));
        await OfferAsync(seconds: 60);
        Assert.Equal(1990, await PriceAsync(cart));

        Assert.Equal(995, await AddAsync(cart, "demo"));

        var priced = (await shop.Carts.GetAsync(cart, default)).Accepted();
        Assert.Equal((2, 1990), (Assert.Single(priced.Items).Quantity, Assert.Single(priced.Totals).Amount));
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(11), priced.Items[0].OfferHeldUntil);
        shop.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(995, await AddAsync(cart, "demo"));
    }

    [Fact]
    public async Task Withdrawn_offer_holds_in_no_cart_and_one_added_after_the_end_has_no_offer()
    {
        var cart = await CartAsync();
        await OfferAsync(seconds: 60);
        Assert.Equal(995, await AddAsync(cart, "demo"));
        (await shop.LiveStreams.WithdrawOfferAsync("demo", "mug", new(Ann), default)).Accepted();
        Assert.Equal(1990, await PriceAsync(cart));

        await OfferAsync(seconds: 60);
        Assert.Equal(1990, await PriceAsync(cart));
        shop.Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal(1990, await AddAsync(cart, "demo"));
    }

    [Fact]
    public async Task Stream_that_is_not_there_holds_no_offer_and_hinders_no_purchase()
    {
        var cart = await CartAsync();

        Assert.Equal(1990, await AddAsync(cart, "nowhere"));
    }

    private async Task<string> CartAsync()
    {
        (await shop.Products.CreateAsync("mug", ProductDetails(amount: 1990), new(Ann), default)).Accepted();
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        (await shop.LiveStreams.PinAsync("demo", "mug", null, new(Ann), default)).Accepted();
        (await shop.LiveStreams.StartAsync("demo", new(Ann), default)).Accepted();
        return (await shop.Carts.CreateAsync(default)).Id;
    }

    private async Task OfferAsync(int seconds) =>
        (await shop.LiveStreams.SetOfferAsync("demo", "mug", new(null, 50, seconds, null), new(Ann), default)).Accepted();

    private async Task<long> AddAsync(string cart, string? streamId) =>
        Price((await shop.Carts.AddAsync(cart, new("mug", 1, streamId, null), default)).Accepted());

    private async Task<long> PriceAsync(string cart) => Price((await shop.Carts.GetAsync(cart, default)).Accepted());

    private static long Price(PricedCart cart) => Assert.Single(cart.Items).Product!.Price.Amount;
}
