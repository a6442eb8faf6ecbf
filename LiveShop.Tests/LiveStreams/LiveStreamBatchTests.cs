using System.Text;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class LiveStreamBatchTests
{
    [Fact]
    public async Task Commands_that_queue_behind_a_save_are_written_in_order_in_batches_of_at_most_fifty()
    {
        var shop = new ShopInstance();
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        var firstSave = new TaskCompletionSource();
        var (finds, saves) = (0, 0);
        shop.Calls.Before = call =>
        {
            finds += call == "livestreams.find" ? 1 : 0;
            return call == "livestreams.save" && ++saves == 1 ? firstSave.Task : Task.CompletedTask;
        };

        var edits = Enumerable.Range(0, 121)
            .Select(n => shop.LiveStreams.EditAsync("demo", new(Title: $"Title {n}"), new(Ann), default)).ToList();
        firstSave.SetResult();
        var results = await Task.WhenAll(edits);

        Assert.Equal(
            Enumerable.Range(0, 121).Select(n => ($"Title {n}", (long)n + 2)),
            results.Select(result => (result.Accepted().Title, result.Accepted().Version)));
        Assert.Equal((1 + 3, 1 + 3), (finds, saves));
    }

    [Fact]
    public async Task A_command_that_comes_after_the_stream_was_read_is_decided_on_a_later_read()
    {
        var shop = new ShopInstance();
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        var finds = 0;
        Task<Core.Results.Result<LiveStream>>? late = null;
        shop.Calls.Before = call =>
        {
            if (call == "livestreams.find" && ++finds == 1)
                late = shop.LiveStreams.EditAsync("demo", new(Title: "Late"), new(Ann), default);
            return Task.CompletedTask;
        };

        (await shop.LiveStreams.StartAsync("demo", new(Ann), default)).Accepted();

        Assert.Equal(("Late", 3), ((await late!).Accepted().Title, (await late!).Accepted().Version));
        Assert.Equal(2, finds);
    }

    [Fact]
    public async Task Commands_with_long_texts_are_all_written_in_batches_within_the_size_of_a_transaction()
    {
        var shop = new ShopInstance();
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        var firstSave = new TaskCompletionSource();
        var sizes = new List<int>();
        shop.Calls.Before = call =>
        {
            if (call != "livestreams.save")
                return Task.CompletedTask;
            sizes.Add(0);
            return sizes.Count == 1 ? firstSave.Task : Task.CompletedTask;
        };
        shop.Database.StreamChanged += change => sizes[^1] += Documents.Write(change).Length;

        // U+E000 takes six bytes in JSON, the most that a UTF-16 code unit can take.
        var (text, address) = (new string('\uE000', 3990), "/" + new string('\uE000', 2040));
        var edits = Enumerable.Range(0, 60).Select(n => shop.LiveStreams.EditAsync(
            "demo", new($"Title {n}", text + n, address, address), new(Ann), default)).ToList();
        firstSave.SetResult();
        var results = await Task.WhenAll(edits);

        Assert.Equal(Enumerable.Range(2, 60).Select(version => (long)version), results.Select(result => result.Accepted().Version));
        Assert.True(sizes.Sum() > 2 * 1024 * 1024, "The edits would fit into one transaction.");
        Assert.All(sizes, size => Assert.InRange(size, 1, 1_800_000));
        Assert.Equal(3, sizes.Count);
    }

    // Within its limits a stream cannot become that large; a document may, of a version of the shop with other limits.
    [Fact]
    public async Task A_single_command_too_large_for_a_transaction_is_refused_with_the_current_state_and_writes_nothing()
    {
        var shop = new ShopInstance();
        var document = Encoding.UTF8.GetString(Documents.Write(ScheduledStream([.. Enumerable.Range(0, 50).Select(n => $"product-{n}")])));
        var stream = Documents.Read<LiveStream>(Encoding.UTF8.GetBytes(
            document.Replace("/pictures/mug.svg", "/" + new string('x', 40_000), StringComparison.Ordinal)));
        Assert.True(shop.Database.Streams.TryCreate("demo", stream));

        var edits = await Task.WhenAll(Enumerable.Range(0, 3).Select(n =>
            shop.LiveStreams.EditAsync("demo", new(Title: $"Title {n}"), new(Ann), default)));

        Assert.All(edits, edit => Assert.Same(stream, Assert.IsType<Refusal.Conflict<LiveStream>>(edit.IsConflict("too-large")).Current));
        Assert.Same(stream, shop.Database.Stream("demo"));
        Assert.Empty(shop.Database.JournalOf("demo"));
    }

    [Fact]
    public async Task A_stream_that_starts_again_reads_itself_once_and_all_its_products_at_once()
    {
        var shop = new ShopInstance();
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        foreach (var n in Enumerable.Range(0, 50))
        {
            (await shop.Products.CreateAsync($"product-{n}", ProductDetails(), new(Ann), default)).Accepted();
            (await shop.LiveStreams.PinAsync("demo", $"product-{n}", null, new(Ann), default)).Accepted();
        }

        (await shop.LiveStreams.StartAsync("demo", new(Ann), default)).Accepted();
        (await shop.LiveStreams.StopAsync("demo", new(Ann), default)).Accepted();
        foreach (var n in Enumerable.Range(0, 50))
            (await shop.Products.ChangeAsync($"product-{n}", ProductDetails(amount: 2490), new(Ann), default)).Accepted();
        var calls = new List<string>();
        shop.Calls.Before = call =>
        {
            calls.Add(call);
            return Task.CompletedTask;
        };

        var started = (await shop.LiveStreams.StartAsync("demo", new(Ann), default)).Accepted();

        Assert.Equal(["livestreams.find", "products.find-many", "livestreams.save"], calls);
        Assert.All(started.PinnedProducts, pin => Assert.Equal(2490, pin.Product.Price.Amount));
    }
}
