using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage;

public class ConditionalWritesTests
{
    private static readonly Result<string>? Done = (Result<string>)"done";
    private readonly ManualClock clock = new();
    private readonly ConditionalWriteLoop writes;

    public ConditionalWritesTests() => writes = new(clock, NullLogger<ConditionalWriteLoop>.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(ConditionalWriteLoop.MaxAttempts)]
    public async Task An_attempt_that_lost_is_made_again_until_one_is_not_lost(int attempts)
    {
        var made = 0;

        var result = await writes.RunAsync("key", () => Task.FromResult(++made < attempts ? null : Done), default);

        Assert.Equal("done", result.Accepted());
        Assert.Equal(attempts, made);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        var made = 0;

        var result = await writes.RunAsync<string>("key", () => Task.FromResult<Result<string>?>(new Refusal.NotFound("thing", $"{++made}")), default);

        result.IsNotFound("thing");
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task When_every_attempt_lost_it_gives_up_with_contention()
    {
        var made = 0;

        var result = await writes.RunAsync<string>("key", () => Lost(() => made++), default);

        result.IsConflict("contention");
        Assert.Equal(ConditionalWriteLoop.MaxAttempts, made);
    }

    [Fact]
    public async Task It_pauses_between_attempts_at_random_longer_and_longer_up_to_half_a_second()
    {
        for (var run = 0; run < 50; run++)
            await writes.RunAsync<string>("key", () => Lost(() => { }), default);

        Assert.InRange(clock.Pauses.Count, 50 * 8, 50 * (ConditionalWriteLoop.MaxAttempts - 1));
        Assert.All(clock.Pauses, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromMilliseconds(500)));
        Assert.Contains(clock.Pauses, pause => pause > TimeSpan.FromMilliseconds(300));
        Assert.True(clock.Pauses.Distinct().Count() > 50);
    }

    [Fact]
    public async Task A_writer_that_is_cancelled_between_attempts_stops()
    {
        using var cancelled = new CancellationTokenSource();
        var made = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writes.RunAsync<string>("key", () => Lost(() =>
        {
            if (++made == 3)
                cancelled.Cancel();
        }), cancelled.Token));

        Assert.Equal(3, made);
    }

    private static Task<Result<string>?> Lost(Action happening)
    {
        happening();
        return Task.FromResult<Result<string>?>(null);
    }
}
