using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class OfferTests
{
    private static readonly OfferTerms Cheaper = new(new Money(1490, "EUR"), null, 120, null);

    [Fact]
    public void Offer_runs_from_now_for_its_seconds_or_until_its_end()
    {
        var stream = LiveStreamWith("mug", "bowl");

        var set = stream.SetOffer(Product("mug"), Cheaper, By(Bob, 5));
        var until = stream.SetOffer(Product("mug"), Cheaper with { Seconds = null, EndsAt = Noon.AddMinutes(9) }, By(Bob, 5)).State();

        var offer = set.State().OfferShown("mug", Noon.AddMinutes(5));
        Assert.Equal(new Offer(stream.Version + 1, Noon.AddMinutes(5), Noon.AddMinutes(7), new(1990, "EUR"), new(1490, "EUR")), offer);
        Assert.Equal((LiveStreamAction.OfferSet, "mug"), (set.Change().Action, set.Change().ProductId));
        Assert.Equal(new(Pin: stream.PinnedProducts[0]), set.Change().Before);
        Assert.Null(set.State().OfferShown("mug", Noon.AddMinutes(7)));
        Assert.Null(set.State().OfferShown("bowl", Noon.AddMinutes(5)));
        Assert.NotNull(until.OfferShown("mug", Noon.AddMinutes(9).AddMilliseconds(-1)));
        Assert.Equal(offer, Documents.Read<LiveStream>(Documents.Write(set.State())).PinnedProducts[0].Offer);
    }

    [Fact]
    public void Offer_of_a_hidden_pin_or_of_a_stream_that_is_not_live_is_not_shown()
    {
        var offered = LiveStreamWith("mug").SetOffer(Product("mug"), Cheaper, By(Ann)).State();

        Assert.Null(offered.SetActive("mug", false, By(Ann)).State().OfferShown("mug", Noon));
        Assert.Null(offered.Stop(By(Ann)).State().OfferShown("mug", Noon));
    }

    [Fact]
    public void Offer_holds_in_carts_for_ten_minutes_after_its_end_but_not_after_it_was_withdrawn_or_replaced()
    {
        var offered = LiveStreamWith("mug").SetOffer(Product("mug"), Cheaper, By(Ann)).State();
        var id = offered.Version;

        Assert.NotNull(offered.OfferInCarts("mug", id, Noon.AddMinutes(12).AddMilliseconds(-1)));
        Assert.Null(offered.OfferInCarts("mug", id, Noon.AddMinutes(12)));
        Assert.NotNull(offered.Stop(By(Ann)).State().OfferInCarts("mug", id, Noon));
        Assert.Null(offered.WithdrawOffer("mug", By(Ann)).State().OfferInCarts("mug", id, Noon));
        Assert.Null(offered.Unpin("mug", By(Ann)).State().OfferInCarts("mug", id, Noon));
        Assert.Null(offered.SetOffer(Product("mug"), Cheaper, By(Ann)).State().OfferInCarts("mug", id, Noon));
    }

    [Theory]
    [InlineData(1990, null, 60, 0, "price.amount"), InlineData(2990, null, 60, 0, "price.amount"), InlineData(-1, null, 60, 0, "price.amount")]
    [InlineData(null, 0, 60, 0, "percentOff"), InlineData(null, 100, 60, 0, "percentOff"), InlineData(null, null, 60, 0, "price")]
    [InlineData(1490, 10, 60, 0, "price"), InlineData(null, 10, 0, 0, "seconds"), InlineData(null, 10, 86_401, 0, "seconds")]
    [InlineData(null, 10, null, 0, "seconds"), InlineData(null, 10, 60, 1, "seconds"), InlineData(null, 10, null, -1, "endsAt")]
    [InlineData(null, 10, null, 1_441, "endsAt")]
    public void Offer_above_the_price_or_with_its_end_in_the_past_or_without_one_meaning_is_refused(
        int? amount, int? percent, int? seconds, int endsInMinutes, string field)
    {
        DateTimeOffset? endsAt = endsInMinutes == 0 ? null : Noon.AddMinutes(endsInMinutes);

        LiveStreamWith("mug").SetOffer(
            Product("mug"), new(amount is { } minor ? new Money(minor, "EUR") : null, percent, seconds, endsAt), By(Ann)).IsInvalidFor(field);
    }

    [Fact]
    public void Offer_in_another_currency_or_of_a_product_that_is_not_pinned_or_deleted_is_refused()
    {
        var stream = LiveStreamWith("mug");

        stream.SetOffer(Product("mug"), Cheaper with { Price = new(1490, "CHF") }, By(Ann)).IsInvalidFor("price.currency");
        stream.SetOffer(Product("bowl"), Cheaper, By(Ann)).IsNotFound("pinned product");
        stream.SetOffer(Product("mug").Deleted(), Cheaper, By(Ann)).IsNotFound("product");
        stream.WithdrawOffer("bowl", By(Ann)).IsNotFound("pinned product");
        stream.WithdrawOffer("mug", By(Ann)).ChangesNothingOf(stream);
    }

    [Theory]
    [InlineData(10, 1990, 1791), InlineData(33, 1990, 1333), InlineData(99, 50, 1), InlineData(1, 1, 1), InlineData(50, 900_000_000_000, 450_000_000_000)]
    public void Percentage_is_taken_off_each_price_and_rounded_half_up(int percent, long price, long expected) =>
        Assert.Equal(expected, new Offer(1, Noon, Noon.AddHours(1), new(price, "EUR"), PercentOff: percent).PriceOf(new(price, "EUR")).Amount);

    [Fact]
    public void Price_of_an_offer_is_never_above_what_the_product_costs_meanwhile()
    {
        var offer = new Offer(1, Noon, Noon.AddHours(1), new(1990, "EUR"), new(1490, "EUR"));

        Assert.Equal([1490, 1490, 990], new long[] { 1990, 2990, 990 }.Select(price => offer.PriceOf(new(price, "EUR")).Amount));
        Assert.Equal(new Money(1990, "CHF"), offer.PriceOf(new(1990, "CHF")));
    }

    [Fact]
    public void Offer_is_announced_with_the_lowest_price_of_the_last_thirty_days()
    {
        var product = Product("mug", amount: 1590).WithPrice(1990);

        Assert.Equal(1590, LiveStreamWith("mug").SetOffer(product, Cheaper, By(Ann, 60 * 24 * 29)).State().PinnedProducts[0].Offer!.LowestPrice.Amount);
        Assert.Equal(1990, LiveStreamWith("mug").SetOffer(product, Cheaper, By(Ann, 60 * 24 * 31)).State().PinnedProducts[0].Offer!.LowestPrice.Amount);
    }
}
