using LiveShop.Core;

namespace LiveShop.Tests;

public class ClockTests
{
    [Fact]
    public void Now_is_in_UTC_and_in_whole_milliseconds()
    {
        var clock = new ManualClock { Now = new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(19_999) };

        Assert.Equal(Sample.Noon.AddMilliseconds(1), clock.Now());
        Assert.Equal(TimeSpan.Zero, clock.Now().Offset);
    }
}
