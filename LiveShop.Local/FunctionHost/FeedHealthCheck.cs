using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Local.FunctionHost;

/// <summary>Degraded while a function is more than 10 s behind its change feed.</summary>
internal sealed class FeedHealthCheck(FeedSubscriptions subscriptions, IChangeFeed feed) : IHealthCheck
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var behind = new List<string>();
        foreach (var (function, subscription) in subscriptions.All)
        {
            var (_, age) = await feed.BacklogAsync(subscription, cancellationToken);
            if (age > MaxAge)
                behind.Add($"{function.Name} is {age.TotalSeconds:F0} s behind");
        }

        return behind.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", behind));
    }
}
