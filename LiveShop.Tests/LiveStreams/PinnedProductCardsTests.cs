using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class PinnedProductCardsTests
{
    private static readonly Caller ByAnn = new(Ann);
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task A_new_price_reaches_every_stream_that_has_the_product_pinned_hidden_or_not()
    {
        await PinMugTo("one", "two");
        await shop.LiveStreams.CreateAsync("without", StreamDetails(), ByAnn, default);
        await shop.LiveStreams.SetActiveAsync("two", "mug", false, ByAnn, default);
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), null, default);

        await shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Equal(990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);
        Assert.Equal(990, shop.Database.Stream("two").PinnedProducts[0].Product.Price.Amount);
        Assert.Equal(1, shop.Database.Stream("without").Version);
        Assert.Equal(("system", LiveStreamAction.ProductRefreshed), Latest("one"));
    }

    [Fact]
    public async Task A_deleted_product_leaves_the_stream_that_pinned_it_meanwhile()
    {
        await PinMugTo("one");
        shop.Calls.OnceBefore("products.save", () => new ShopInstance(shop.Database).LiveStreams.PinAsync("two", "mug", null, ByAnn, default));
        await shop.LiveStreams.UnpinAsync("one", "mug", ByAnn, default);
        await shop.LiveStreams.CreateAsync("two", StreamDetails(), ByAnn, default);
        (await shop.Products.DeleteAsync("mug", null, default)).Accepted();
        Assert.Single(shop.Database.Stream("two").PinnedProducts);

        await shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Empty(shop.Database.Stream("two").PinnedProducts);
    }

    [Fact]
    public async Task Redelivered_product_change_changes_nothing()
    {
        await PinMugTo("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), null, default);

        await shop.Cards.OnProductChangedAsync("mug", default);
        await shop.Cards.OnProductChangedAsync("mug", default);
        foreach (var change in shop.Database.JournalOf("one"))
            await shop.Cards.OnCardCopiedAsync(change, default);

        Assert.Equal(3, shop.Database.Stream("one").Version);
    }

    [Fact]
    public async Task A_card_that_was_copied_of_a_product_changed_meanwhile_is_copied_again()
    {
        await PinMugTo("one");
        var pin = shop.Database.JournalOf("one")[^1];
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), null, default);

        await shop.Cards.OnCardCopiedAsync(pin, default);

        Assert.Equal(990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);
    }

    [Fact]
    public async Task A_change_that_copied_no_card_reads_nothing()
    {
        await PinMugTo("one");
        await shop.LiveStreams.UnpinAsync("one", "mug", ByAnn, default);
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        await shop.Cards.OnCardCopiedAsync(shop.Database.JournalOf("one")[^1], default);
    }

    [Fact]
    public async Task A_product_or_stream_that_is_gone_is_no_failure()
    {
        await PinMugTo("one");
        var pin = shop.Database.JournalOf("one")[^1];

        await shop.Cards.OnProductChangedAsync("none", default);
        await shop.Cards.OnCardCopiedAsync(pin with { StreamId = "none" }, default);
        await shop.Cards.OnCardCopiedAsync(pin with { ProductId = "none" }, default);

        Assert.Equal(2, shop.Database.Stream("one").Version);
    }

    [Fact]
    public async Task Card_check_of_a_contended_stream_fails_for_redelivery()
    {
        await PinMugTo("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), null, default);
        var other = new ShopInstance(shop.Database);
        var edits = 0;
        shop.Calls.Before = async call =>
        {
            if (call == "livestreams.save")
                await other.LiveStreams.EditAsync("one", new(Title: $"Show {++edits}"), ByAnn, default);
        };

        await Assert.ThrowsAsync<CardNotRefreshedException>(() => shop.Cards.OnProductChangedAsync("mug", default));
    }

    private async Task PinMugTo(params string[] streamIds)
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), default);
        foreach (var id in streamIds)
        {
            await shop.LiveStreams.CreateAsync(id, StreamDetails(), ByAnn, default);
            (await shop.LiveStreams.PinAsync(id, "mug", null, ByAnn, default)).Accepted();
        }
    }

    private (string By, LiveStreamAction Action) Latest(string streamId)
    {
        var change = shop.Database.JournalOf(streamId)[^1];
        return (change.By, change.Action);
    }
}
