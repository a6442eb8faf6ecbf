using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Commands that arrive while their stream is being written share the next write.</summary>
public class LiveStreamCommandBatchTests
{
    private readonly ShopInstance shop = new();
    private readonly TaskCompletionSource firstSave = new();
    private int saves;

    [Fact]
    public async Task Waiting_commands_share_one_write_with_a_version_and_journal_entry_each()
    {
        var pins = await WhileTheFirstIsSavedAsync([.. Enumerable.Range(1, 16).Select(n => Pin(n))]);

        Assert.Equal(2, saves);
        Assert.Equal(Enumerable.Range(2, 17).Select(version => (long)version), pins.Select(pin => pin.Accepted().Version));
        Assert.Equal(
            Enumerable.Range(0, 17).Select(n => ((long)n + 2, $"admin-{n}", $"product-{n}")),
            shop.Database.JournalOf("demo").Skip(1).Select(change => (change.Version, change.By, change.ProductId!)));
        Assert.Equal(18, shop.Database.Stream("demo").Version);
    }

    [Fact]
    public async Task Batched_command_sees_the_result_of_the_previous_one()
    {
        var answers = await WhileTheFirstIsSavedAsync(
        [
            () => shop.LiveStreams.PinAsync("demo", "product-1", null, By(1), default),
            () => shop.LiveStreams.PinAsync("demo", "product-1", null, By(2), default),
            () => shop.LiveStreams.PinAsync("demo", "nothing", null, By(3), default),
            () => shop.LiveStreams.EditAsync("demo", new(Title: "Late"), By(4) with { ExpectedVersion = 2 }, default),
            () => shop.LiveStreams.EditAsync("demo", new(Title: "In time"), By(5) with { ExpectedVersion = 3 }, default),
        ]);

        Assert.Equal(3, answers[1].Accepted().Version);
        Assert.Equal(3, answers[2].Accepted().Version);
        answers[3].IsNotFound("product");
        Assert.IsType<Refusal.VersionMismatch<LiveStream>>(answers[4].Refusal);
        Assert.Equal(("In time", 4), (answers[5].Accepted().Title, answers[5].Accepted().Version));
        Assert.Equal([1, 2, 3, 4], shop.Database.JournalOf("demo").Select(change => change.Version));
    }

    [Fact]
    public async Task Batch_that_loses_against_another_process_is_decided_again()
    {
        var other = new ShopInstance(shop.Database);
        var answers = await WhileTheFirstIsSavedAsync([Pin(1), Pin(2)], beforeSecondSave: () => other.LiveStreams.EditAsync("demo", new(Title: "Theirs"), By(9), default));

        Assert.Equal([2, 4, 5], answers.Select(answer => answer.Accepted().Version));
        Assert.Equal("Theirs", shop.Database.Stream("demo").Title);
        Assert.Equal([1, 2, 3, 4, 5], shop.Database.JournalOf("demo").Select(change => change.Version));
    }

    [Fact]
    public async Task Failed_batch_write_fails_its_leader_and_the_other_commands_are_retried()
    {
        var answers = await WhileTheFirstIsSavedAsync([Fails<IOException>(Pin(1)), Pin(2)], beforeSecondSave: () => throw new IOException("The disk is full."));

        Assert.Equal([2, 3], new[] { answers[0], answers[2] }.Select(answer => answer.Accepted().Version));
        Assert.Equal(["product-0", "product-2"], shop.Database.Stream("demo").PinnedProducts.Select(pin => pin.ProductId));
    }

    [Fact]
    public async Task Command_with_an_unreadable_product_fails_without_failing_its_batch()
    {
        var answers = await WhileTheFirstIsSavedAsync(
        [
            () => shop.LiveStreams.EditAsync("demo", new(Title: "New"), By(1), default),
            Fails<JsonException>(Pin(2)),
            Pin(3),
        ], readsThatFail: [2, 4]);

        Assert.Equal([3, 4], new[] { answers[1], answers[3] }.Select(answer => answer.Accepted().Version));
        Assert.Equal(["product-0", "product-3"], shop.Database.Stream("demo").PinnedProducts.Select(pin => pin.ProductId));
        Assert.Equal(2, saves);
    }

    [Fact]
    public async Task Cancelled_command_is_removed_from_the_batch()
    {
        using var patience = new CancellationTokenSource();
        var answers = await WhileTheFirstIsSavedAsync(
        [
            Fails<OperationCanceledException>(() => shop.LiveStreams.PinAsync("demo", "product-1", null, By(1), patience.Token)),
            Pin(2),
        ], beforeRelease: async given =>
        {
            await patience.CancelAsync();
            await given[1];
        });

        Assert.Equal(3, answers[2].Accepted().Version);
        Assert.Equal(["product-0", "product-2"], shop.Database.Stream("demo").PinnedProducts.Select(pin => pin.ProductId));
    }

    private static Func<Task<Result<LiveStream>>> Fails<T>(Func<Task<Result<LiveStream>>> command) where T : Exception => async () =>
    {
        await Assert.ThrowsAnyAsync<T>(command);
        return new Refusal.NotFound("answer", "");
    };

    // The first command is held in its save until the others are queued.
    private async Task<IReadOnlyList<Result<LiveStream>>> WhileTheFirstIsSavedAsync(
        IReadOnlyList<Func<Task<Result<LiveStream>>>> others, Func<Task>? beforeSecondSave = null, Func<IReadOnlyList<Task>, Task>? beforeRelease = null,
        params int[] readsThatFail)
    {
        (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), new(Ann), default)).Accepted();
        for (var n = 0; n < 20; n++)
            (await shop.Products.CreateAsync($"product-{n}", ProductDetails(), new(Ann), default)).Accepted();
        var reads = 0;
        shop.Calls.Before = call => call switch
        {
            "products.find" when readsThatFail.Contains(++reads) => throw new JsonException("It is damaged."),
            "livestreams.save" when ++saves == 1 => firstSave.Task,
            "livestreams.save" when saves == 2 && beforeSecondSave is not null => beforeSecondSave(),
            _ => Task.CompletedTask,
        };

        var given = new[] { Pin(0) }.Concat(others).Select(give => give()).ToList();
        if (beforeRelease is not null)
            await beforeRelease(given);
        firstSave.SetResult();
        return await Task.WhenAll(given);
    }

    private Func<Task<Result<LiveStream>>> Pin(int n) => () => shop.LiveStreams.PinAsync("demo", $"product-{n}", null, By(n), default);

    private static Caller By(int n) => new(new($"admin-{n}", $"admin-{n}"));
}
