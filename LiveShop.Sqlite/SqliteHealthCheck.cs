using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Sqlite;

/// <summary>Healthy when the data file can be read and written, degraded when it can only be read.</summary>
internal sealed class SqliteHealthCheck(SqliteStorage storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.ReadAsync(session => session.Find(
                "SELECT lsn, body FROM documents ORDER BY lsn DESC LIMIT 1", row => row.GetInt64(0)), cancellationToken);
            return await ProbeAfterOutageAsync(cancellationToken) is not { } outage ? HealthCheckResult.Healthy()
                : storage.Health.IsDamaged ? Down(context, outage)
                : HealthCheckResult.Degraded(outage.Message, outage);
        }
        catch (StoreUnavailableException e)
        {
            return Down(context, e);
        }
    }

    // Without requests that write, only a write of its own finds out that the outage is over.
    private async Task<StoreUnavailableException?> ProbeAfterOutageAsync(CancellationToken cancellation)
    {
        if (storage.Health.LastError is null)
            return null;

        try
        {
            await storage.WriteAsync(writes =>
            {
                writes.Touch();
                return true;
            }, cancellation);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e;
        }
    }

    private static HealthCheckResult Down(HealthCheckContext context, StoreUnavailableException e) =>
        new(context.Registration.FailureStatus, e.Message, e);
}
