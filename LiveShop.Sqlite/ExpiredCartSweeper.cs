using LiveShop.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>Deletes expired carts at startup and then every hour. Reads ignore them already before that.</summary>
internal sealed class ExpiredCartSweeper(SqliteCartStore carts, TimeProvider clock, ILogger<ExpiredCartSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
            await SweepAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            var removed = await carts.RemoveExpiredAsync(cancellation);
            if (removed > 0)
                logger.LogInformation("Removed {Count} expired carts", removed);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning(e, "Expired carts were not removed; the next try is in an hour");
        }
    }
}
