namespace LiveShop.Core;

public static class Clock
{
    /// <summary>Now in UTC, in whole milliseconds: what is kept and sent has no finer part, so a state read back equals the state written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().InMilliseconds();

    public static DateTimeOffset InMilliseconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
