using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Local.Sqlite;

/// <summary>Up when the data file can be read.</summary>
internal sealed class SqliteHealthCheck(SqliteStorage storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.ReadAsync(session => session.Find("SELECT lsn, body FROM documents ORDER BY lsn DESC LIMIT 1", row => row.GetInt64(0)), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException e)
        {
            return new(context.Registration.FailureStatus, e.Message, e);
        }
    }
}
