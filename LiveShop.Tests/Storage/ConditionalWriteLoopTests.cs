using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage;

public class ConditionalWriteLoopTests
{
    private static readonly Result<string>? Done = (Result<string>)"done";
    private readonly ManualClock clock = new();
    private readonly ConditionalWriteLoop writes;

    public ConditionalWriteLoopTests() => writes = new(clock, NullLogger<ConditionalWriteLoop>.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(ConditionalWriteLoop.MaxAttempts)]
    public async Task Lost_attempt_is_repeated_until_one_succeeds(int attempts)
    {
        var made = 0;

        var result = await writes.RunAsync("key", () => Task.FromResult(++made < attempts ? null : Done), default);

        Assert.Equal("done", result.Accepted());
        Assert.Equal(attempts, made);
    }

    [Fact]
    public async Task Refusal_is_not_retried()
    {
        var made = 0;

        var result = await writes.RunAsync<string>("key", () => Task.FromResult<Result<string>?>(new Refusal.NotFound("thing", $"{++made}")), default);

        result.IsNotFound("thing");
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Loop_gives_up_with_contention_when_every_attempt_is_lost()
    {
        var made = 0;

        var result = await writes.RunAsync<string>("key", () => Lost(() => made++), default);

        result.IsConflict("contention");
        Assert.Equal(ConditionalWriteLoop.MaxAttempts, made);
    }

    [Fact]
    public async Task Retry_delay_is_random_and_grows_up_to_half_a_second()
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
