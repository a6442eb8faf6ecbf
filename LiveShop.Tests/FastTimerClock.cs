namespace LiveShop.Tests;

/// <summary>The real time plus an offset. Timers fire 50 times as fast, so that no test waits for a delay.</summary>
internal sealed class FastTimerClock : TimeProvider
{
    private const int SpeedUp = 50;

    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private static TimeSpan Shortened(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / SpeedUp;
}
