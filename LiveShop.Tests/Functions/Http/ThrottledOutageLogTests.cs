using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using LiveShop.Tests.Contract;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Functions.Http;

public sealed class ThrottledOutageLogTests : IDisposable
{
    private readonly ElapsedClock clock = new();
    private readonly CapturedLog said = new();
    private readonly LoggerFactory loggers;
    private readonly ThrottledOutageLog log;

    public ThrottledOutageLogTests()
    {
        loggers = new LoggerFactory([said]);
        log = new ThrottledOutageLog(clock, loggers.CreateLogger<ThrottledOutageLog>());
    }

    private IEnumerable<string> Warnings => said.Entries.Where(entry => entry.StartsWith("Warning", StringComparison.Ordinal));

    public void Dispose() => loggers.Dispose();

    [Fact]
    public void First_refusal_is_logged_at_once_and_the_others_are_summed_up_a_minute_later()
    {
        Refuse(1000);
        Assert.Contains("1 requests were refused", Assert.Single(Warnings), StringComparison.Ordinal);

        clock.Passed += TimeSpan.FromMinutes(1);
        Refuse(1000);

        Assert.Equal(2, Warnings.Count());
        Assert.Contains("1000 requests were refused", Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_refusal_is_logged_at_debug_level()
    {
        Refuse(10);

        Assert.Equal(10, said.Entries.Count(entry => entry.Contains("EditLiveStream", StringComparison.Ordinal)));
    }

    private void Refuse(int requests)
    {
        for (var request = 0; request < requests; request++)
            log.RecordRefusal("EditLiveStream", "4bf92f35", new StoreUnavailableException("The disk is full.", TimeSpan.FromSeconds(1)));
    }

    private sealed class ElapsedClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
