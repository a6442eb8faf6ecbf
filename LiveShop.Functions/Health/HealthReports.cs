using LiveShop.Functions.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Functions.Health;

/// <summary>
/// The latest health report, at most a second old and shared by all callers, because anybody may ask and every check sends
/// requests. What is not healthy is logged once a minute.
/// </summary>
public sealed class HealthReports(HealthCheckService checks, ThrottledOutageLog outages, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private HealthReport? latest;
    private long checkedAt;

    public async Task<HealthReport> GetAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (latest is null || clock.GetElapsedTime(checkedAt) > MaxAge)
            {
                latest = await checks.CheckHealthAsync(cancellation);
                checkedAt = clock.GetTimestamp();
                LogUnhealthy(latest);
            }

            return latest;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private void LogUnhealthy(HealthReport report)
    {
        foreach (var (check, entry) in report.Entries)
        {
            if (entry.Status != HealthStatus.Healthy)
                outages.RecordUnhealthy(check, entry);
        }
    }
}
