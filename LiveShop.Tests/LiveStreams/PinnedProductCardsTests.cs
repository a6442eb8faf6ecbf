using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
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
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);

        await shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Equal(990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);
        Assert.Equal(990, shop.Database.Stream("two").PinnedProducts[0].Product.Price.Amount);
        Assert.Equal(1, shop.Database.Stream("without").Version);
        Assert.Equal(("Ann", LiveStreamAction.ProductRefreshed), Latest("one"));
    }

    [Fact]
    public async Task Live_streams_get_a_new_price_before_scheduled_ones_and_ended_ones_do_not_get_it()
    {
        await PinMugTo("a-ended", "b-scheduled", "c-live");
        await StopAsync("a-ended");
        await shop.LiveStreams.StartAsync("c-live", ByAnn, default);
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
        var refreshed = new List<string>();
        shop.Database.StreamChanged += change => refreshed.Add($"{change.StreamId} {change.Action}");

        await shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Equal(["c-live ProductRefreshed", "b-scheduled ProductRefreshed"], refreshed);
        Assert.Equal(1990, shop.Database.Stream("a-ended").PinnedProducts[0].Product.Price.Amount);
    }

    [Fact]
    public async Task A_sale_that_cards_show_reaches_the_streams_and_one_that_they_do_not_show_looks_at_none()
    {
        await PinMugTo("one");
        await CorrectAsync(12);
        Assert.Equal(Availability.InStock, CardOfOne().Availability);

        await SellAsync("order-1", 1);
        shop.Calls.Before = call => throw new InvalidOperationException(call);
        await shop.Cards.OnProductsChangedAsync([], [Stock()], default);
        shop.Calls.Before = _ => Task.CompletedTask;
        await SellAsync("order-2", 1);
        await shop.Cards.OnProductsChangedAsync([], [Stock()], default);

        Assert.Equal((Availability.Low, 10, "system"), (CardOfOne().Availability, CardOfOne().Stock, Latest("one").By));

        ProductStock Stock() => shop.Database.Stocks.Find("mug")!.Value;
        ProductCard CardOfOne() => shop.Database.Stream("one").PinnedProducts[0].Product;
        Task SellAsync(string orderId, int pieces) => shop.Stock.ReserveAsync("mug", orderId, [new("default", pieces)], default);
        async Task CorrectAsync(int to)
        {
            (await shop.Stock.CorrectAsync("mug", StockChange.Set("default", 10, to), null, ByAnn, default)).Accepted();
            await shop.Cards.OnProductsChangedAsync([], [Stock()], default);
        }
    }

    [Fact]
    public async Task A_stock_whose_streams_could_not_be_updated_is_handled_when_it_is_delivered_again()
    {
        await PinMugTo("one");
        await shop.Stock.ReserveAsync("mug", "order-1", [new("default", 1)], default);
        var stock = shop.Database.Stocks.Find("mug")!.Value;
        shop.Calls.OnceBefore("livestreams.save", () => throw new InvalidOperationException("Not now."));

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => shop.Cards.OnProductsChangedAsync([], [stock], default));
        await shop.Cards.OnProductsChangedAsync([], [stock], default);

        Assert.Equal(9, shop.Database.Stream("one").PinnedProducts[0].Product.Stock);
    }

    [Fact]
    public async Task A_slow_stream_does_not_hold_up_the_others()
    {
        await PinMugTo("one", "two");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
        var (slow, saves) = (new TaskCompletionSource(), 0);
        shop.Calls.Before = call => call == "livestreams.save" && ++saves == 1 ? slow.Task : Task.CompletedTask;

        var updating = shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Equal(2, saves);
        Assert.False(updating.IsCompleted);
        slow.SetResult();
        await updating;
        Assert.All(["one", "two"], id => Assert.Equal(990, shop.Database.Stream(id).PinnedProducts[0].Product.Price.Amount));
    }

    [Fact]
    public async Task A_stream_that_is_started_again_shows_its_products_as_they_are_now()
    {
        await PinMugTo("one");
        foreach (var id in new[] { "bowl", "gone", "cup" })
        {
            await shop.Products.CreateAsync(id, ProductDetails(), new(Ann), default);
            await shop.LiveStreams.PinAsync("one", id, null, ByAnn, default);
        }
        await StopAsync("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
        await shop.Products.ChangeAsync("bowl", ProductDetails(amount: 880), new(Ann), default);
        (await shop.Products.DeleteAsync("gone", new(Ann), default)).Accepted();
        var version = shop.Database.Stream("one").Version;

        var started = (await shop.LiveStreams.StartAsync("one", ByAnn with { ExpectedVersion = version }, default)).Accepted();

        Assert.Equal([("mug", 990L), ("bowl", 880L), ("cup", 1990L)], started.PinsForCustomers.Select(pin => (pin.ProductId, pin.Product.Price.Amount)));
        Assert.Equal(
            [("system", LiveStreamAction.ProductRefreshed), ("system", LiveStreamAction.ProductRefreshed), ("system", LiveStreamAction.ProductUnpinned), ("Ann", LiveStreamAction.Started)],
            shop.Database.JournalOf("one").Where(change => change.Version > version).Select(change => (change.By, change.Action)));
        Assert.Equal(version + 4, started.Version);
    }

    [Fact]
    public async Task A_product_that_was_created_anew_after_its_tombstone_expired_replaces_the_card_at_the_start()
    {
        await PinMugTo("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 1), new(Ann), default);
        await shop.Cards.OnProductChangedAsync("mug", default);
        await StopAsync("one");
        shop.Database.Products.Remove("mug");
        await shop.Products.CreateAsync("mug", ProductDetails("New mug"), new(Ann), default);

        var started = (await shop.LiveStreams.StartAsync("one", ByAnn, default)).Accepted();

        Assert.Equal(("New mug", 1), (started.PinnedProducts[0].Product.Name, started.PinnedProducts[0].ProductVersion));
    }

    [Fact]
    public async Task A_product_that_changed_while_its_stream_was_started_is_copied_again()
    {
        await PinMugTo("one");
        await StopAsync("one");
        shop.Calls.OnceBefore("livestreams.save", () => new ShopInstance(shop.Database).Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default));
        await shop.LiveStreams.StartAsync("one", ByAnn, default);
        Assert.Equal(1990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);

        await shop.Cards.OnStreamChangedAsync(shop.Database.JournalOf("one")[^1], default);

        Assert.Equal(990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);
    }

    [Fact]
    public async Task A_deleted_product_leaves_the_stream_that_pinned_it_meanwhile()
    {
        await PinMugTo("one");
        shop.Calls.OnceBefore("products.save", () => new ShopInstance(shop.Database).LiveStreams.PinAsync("two", "mug", null, ByAnn, default));
        await shop.LiveStreams.UnpinAsync("one", "mug", ByAnn, default);
        await shop.LiveStreams.CreateAsync("two", StreamDetails(), ByAnn, default);
        (await shop.Products.DeleteAsync("mug", new(Ann), default)).Accepted();
        Assert.Single(shop.Database.Stream("two").PinnedProducts);

        await shop.Cards.OnProductChangedAsync("mug", default);

        Assert.Empty(shop.Database.Stream("two").PinnedProducts);
    }

    [Fact]
    public async Task Redelivered_product_change_changes_nothing()
    {
        await PinMugTo("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);

        await shop.Cards.OnProductChangedAsync("mug", default);
        await shop.Cards.OnProductChangedAsync("mug", default);
        foreach (var change in shop.Database.JournalOf("one"))
            await shop.Cards.OnStreamChangedAsync(change, default);

        Assert.Equal(3, shop.Database.Stream("one").Version);
    }

    [Fact]
    public async Task A_card_that_was_copied_of_a_product_changed_meanwhile_is_copied_again()
    {
        await PinMugTo("one");
        var pin = shop.Database.JournalOf("one")[^1];
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);

        await shop.Cards.OnStreamChangedAsync(pin, default);

        Assert.Equal(990, shop.Database.Stream("one").PinnedProducts[0].Product.Price.Amount);
    }

    [Fact]
    public async Task A_change_that_copied_no_card_reads_nothing()
    {
        await PinMugTo("one");
        await shop.LiveStreams.UnpinAsync("one", "mug", ByAnn, default);
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        await shop.Cards.OnStreamChangedAsync(shop.Database.JournalOf("one")[^1], default);
    }

    [Fact]
    public async Task A_product_or_stream_that_is_gone_is_no_failure()
    {
        await PinMugTo("one");
        var pin = shop.Database.JournalOf("one")[^1];

        await shop.Cards.OnProductChangedAsync("none", default);
        await shop.Cards.OnStreamChangedAsync(pin with { StreamId = "none" }, default);
        await shop.Cards.OnStreamChangedAsync(pin with { ProductId = "none" }, default);

        Assert.Equal(2, shop.Database.Stream("one").Version);
    }

    [Fact]
    public async Task Card_check_of_a_contended_stream_fails_for_redelivery()
    {
        await PinMugTo("one");
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
        var other = new ShopInstance(shop.Database);
        var edits = 0;
        shop.Calls.Before = async call =>
        {
            if (call == "livestreams.save")
                await other.LiveStreams.EditAsync("one", new(Title: $"Show {++edits}"), ByAnn, default);
        };

        await Assert.ThrowsAsync<CardNotRefreshedException>(() => shop.Cards.OnProductChangedAsync("mug", default));
    }

    private async Task StopAsync(string streamId)
    {
        (await shop.LiveStreams.StartAsync(streamId, ByAnn, default)).Accepted();
        (await shop.LiveStreams.StopAsync(streamId, ByAnn, default)).Accepted();
    }

    private async Task PinMugTo(params string[] streamIds)
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
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
