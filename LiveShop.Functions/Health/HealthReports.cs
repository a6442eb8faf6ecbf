using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Functions.Health;

/// <summary>The latest health report, at most a second old: anybody may ask, and each check asks the store.</summary>
public sealed class HealthReports(HealthCheckService checks, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private HealthReport? latest;
    private long takenAt;

    public async Task<HealthReport> GetAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (latest is null || clock.GetElapsedTime(takenAt) > Age)
            {
                latest = await checks.CheckHealthAsync(cancellation);
                takenAt = clock.GetTimestamp();
            }

            return latest;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
