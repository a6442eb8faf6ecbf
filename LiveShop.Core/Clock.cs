namespace LiveShop.Core;

/// <summary>Timestamps in the precision of the stored JSON.</summary>
public static class Clock
{
    /// <summary>The current time in UTC in whole milliseconds, so that a state read back equals the state written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().InMilliseconds();

    /// <summary>The time in UTC, cut to whole milliseconds.</summary>
    public static DateTimeOffset InMilliseconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
