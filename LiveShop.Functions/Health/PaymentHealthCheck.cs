using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Functions.Health;

/// <summary>
/// Whether the providers are set up that orders wait for: without its keys a payment can be neither closed nor paid back.
/// </summary>
public sealed class PaymentHealthCheck(IOrderStore orders, PaymentProviders providers, TimeProvider clock) : IHealthCheck
{
    private const int MaxOrders = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private HealthCheckResult? latest;
    private long checkedAt;

    /// <remarks>The store is asked once a minute, because anybody may ask for the health.</remarks>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (providers.IsOnline)
            return HealthCheckResult.Healthy();
        if (latest is null || clock.GetElapsedTime(checkedAt) > Interval)
        {
            latest = await FindAsync(cancellationToken);
            checkedAt = clock.GetTimestamp();
        }

        return latest.Value;
    }

    private async Task<HealthCheckResult> FindAsync(CancellationToken cancellation)
    {
        var due = await orders.DueAsync(DateTimeOffset.MaxValue, MaxOrders, cancellation);
        var waiting = (await Task.WhenAll(due.Select(id => orders.FindAsync(id, cancellation))))
            .OfType<Stored<Order>>().Select(stored => stored.Value)
            .Where(order => order.Payment.SessionId is not null && !providers.Has(order))
            .Select(order => order.Payment.Provider).ToList();
        return waiting.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"{waiting.Count} orders wait for the payment provider '{waiting[0]}', whose keys are not set.");
    }
}
