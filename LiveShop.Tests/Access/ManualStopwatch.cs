namespace LiveShop.Tests.Access;

/// <summary>A stopwatch that advances only when told.</summary>
internal sealed class ManualStopwatch : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan time) => ticks += time.Ticks;
}
