using System.Runtime.CompilerServices;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage;

/// <summary>Writers of one document in one process run one at a time.</summary>
public class KeyedLockTests
{
    private static readonly Result<string>? Done = (Result<string>)"done";
    private readonly ConditionalWriteLoop writes;

    public KeyedLockTests() => writes = new(new ManualClock(), NullLogger<ConditionalWriteLoop>.Instance);

    [Fact]
    public async Task Writers_of_one_key_run_one_at_a_time_in_order_of_arrival()
    {
        var first = new TaskCompletionSource<Result<string>?>();
        var order = new List<string>();

        var one = writes.RunAsync("key", () => Entered("one", first.Task), default);
        var two = writes.RunAsync("key", () => Entered("two", Task.FromResult(Done)), default);
        var three = writes.RunAsync("key", () => Entered("three", Task.FromResult(Done)), default);
        Assert.Equal(["one"], order);
        first.SetResult(Done);
        await Task.WhenAll(one, two, three);

        Assert.Equal(["one", "two", "three"], order);

        Task<Result<string>?> Entered(string who, Task<Result<string>?> work)
        {
            order.Add(who);
            return work;
        }
    }

    [Fact]
    public async Task Writer_keeps_the_lock_while_it_retries()
    {
        var attempts = 0;
        var inside = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => writes.RunAsync("key", async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return Interlocked.Increment(ref attempts) % 3 == 0 ? Done : null;
        }, default))));

        Assert.Equal(24, attempts);
    }

    [Fact]
    public async Task Writers_of_other_keys_do_not_wait()
    {
        var never = new TaskCompletionSource<Result<string>?>();
        var held = writes.RunAsync("key", () => never.Task, default);

        var other = await writes.RunAsync("other", () => Task.FromResult(Done), default);

        Assert.True(other.IsAccepted);
        Assert.False(held.IsCompleted);
        never.SetResult(Done);
        await held;
    }

    [Fact]
    public async Task A_writer_that_fails_lets_the_next_one_in()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            writes.RunAsync<string>("key", () => throw new StoreUnavailableException("down", TimeSpan.FromSeconds(1)), default));

        Assert.True((await writes.RunAsync("key", () => Task.FromResult(Done), default)).IsAccepted);
    }

    [Fact]
    public async Task Writer_cancelled_while_waiting_never_runs_and_blocks_nobody()
    {
        var first = new TaskCompletionSource<Result<string>?>();
        using var cancelled = new CancellationTokenSource();
        var one = writes.RunAsync("key", () => first.Task, default);
        var two = writes.RunAsync<string>("key", () => throw new InvalidOperationException("It began."), cancelled.Token);
        var three = writes.RunAsync("key", () => Task.FromResult(Done), default);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        Assert.False(three.IsCompleted);
        first.SetResult(Done);

        Assert.True((await one).IsAccepted);
        Assert.True((await three).IsAccepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unused_key_is_released_even_when_its_writer_was_cancelled(bool isCancelled)
    {
        var key = await RunOnceAsync(isCancelled);

        GC.Collect();

        Assert.False(key.IsAlive);
    }

    // A separate method, so that no local variable keeps the key alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> RunOnceAsync(bool isCancelled)
    {
        var key = Guid.NewGuid().ToString();
        try
        {
            await writes.RunAsync(key, () => Task.FromResult(Done), new CancellationToken(isCancelled));
            Assert.False(isCancelled);
        }
        catch (OperationCanceledException)
        {
            Assert.True(isCancelled);
        }

        return new WeakReference(key);
    }
}
