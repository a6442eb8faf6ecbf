namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A clock that stands still until it is advanced. Timers are real.</summary>
internal sealed class FrozenClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void GoOn(TimeSpan time) => now += time;
}
