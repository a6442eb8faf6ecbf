namespace LiveShop.Tests;

/// <summary>A clock that stands still but for delays: each ends at once, and the clock then shows when it should have ended.</summary>
internal sealed class SkippingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Sample.Noon;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Now += dueTime;
        return new ManualClock { Now = Now }.CreateTimer(callback, state, dueTime, period);
    }
}
