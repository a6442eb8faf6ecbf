using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Local.Timers;

/// <summary>Calls of <see cref="TimerFunctions"/>, each of which lasts until the next one is awaited.</summary>
internal sealed class TimerCalls(TimeProvider clock) : IDisposable
{
    private readonly Channel<TimerCall> calls = Channel.CreateUnbounded<TimerCall>();
    private readonly SemaphoreSlim finish = new(0);
    private bool isRunning;

    /// <summary>The number of calls that are to fail.</summary>
    public int Failures { get; set; }

    public async Task RecordAsync(TimerInfo timer, CancellationToken cancellation)
    {
        calls.Writer.TryWrite(new(clock.GetUtcNow(), timer));
        await finish.WaitAsync(cancellation);
        if (Failures-- > 0)
            throw new InvalidOperationException("This call was to fail.");
    }

    /// <summary>Ends the call that is running, if there is one, and waits for the next.</summary>
    public async Task<TimerCall> NextAsync()
    {
        if (isRunning)
            finish.Release();
        isRunning = true;
        return await calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => finish.Dispose();
}

/// <param name="At">When the function was called.</param>
internal sealed record TimerCall(DateTimeOffset At, TimerInfo Timer);

/// <summary>Functions for the tests of timer triggers.</summary>
internal sealed class TimerFunctions(TimerCalls calls)
{
    [Function(nameof(EveryMinute))]
    public Task EveryMinute([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        calls.RecordAsync(timer, cancellation);

    [Function(nameof(EveryFiveMinutes))]
    public Task EveryFiveMinutes([TimerTrigger("*/5 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        calls.RecordAsync(timer, cancellation);

    [Function(nameof(EveryNight))]
    public Task EveryNight([TimerTrigger("0 30 3 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        calls.RecordAsync(timer, cancellation);

    [Function(nameof(AtStartAndEveryNight))]
    public Task AtStartAndEveryNight(
        [TimerTrigger("0 30 3 * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, CancellationToken cancellation) =>
        calls.RecordAsync(timer, cancellation);
}
