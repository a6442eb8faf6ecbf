using LiveShop.Functions;
using LiveShop.Functions.Health;
using LiveShop.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Functions.Health;

public sealed class HealthReportsTests : IDisposable
{
    private readonly ManualTime clock = new();
    private readonly CapturedLog log = new();
    private HealthStatus status = HealthStatus.Degraded;
    private int checks;

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task The_dependencies_are_checked_at_most_once_a_second()
    {
        await using var services = Services();
        var reports = services.GetRequiredService<HealthReports>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => reports.GetAsync(CancellationToken.None)));
        Assert.Equal(1, checks);

        clock.Elapsed += TimeSpan.FromSeconds(1.1);
        await reports.GetAsync(CancellationToken.None);
        Assert.Equal(2, checks);
    }

    [Fact]
    public async Task An_unhealthy_dependency_is_logged_once_a_minute_with_a_count()
    {
        await using var services = Services();
        var reports = services.GetRequiredService<HealthReports>();

        await PollAsync(reports, times: 25);
        Assert.Contains("Health check test reported Degraded 1 times since the last entry: It is away.", Assert.Single(log.Entries), StringComparison.Ordinal);

        clock.Elapsed += TimeSpan.FromMinutes(1);
        await PollAsync(reports, times: 25);

        Assert.Equal(2, log.Entries.Count());
        Assert.Contains("reported Degraded 25 times", log.Entries.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_dependency_is_not_logged()
    {
        status = HealthStatus.Healthy;
        await using var services = Services();

        await services.GetRequiredService<HealthReports>().GetAsync(CancellationToken.None);

        Assert.Empty(log.Entries);
    }

    private async Task PollAsync(HealthReports reports, int times)
    {
        for (var poll = 0; poll < times; poll++)
        {
            await reports.GetAsync(CancellationToken.None);
            clock.Elapsed += TimeSpan.FromSeconds(1.1);
        }
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Information)).AddLiveShopFunctions()
            .AddSingleton<TimeProvider>(clock)
            .AddHealthChecks().AddCheck("test", () =>
            {
                checks++;
                return new(status, "It is away.");
            });
        return services.BuildServiceProvider();
    }

    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
