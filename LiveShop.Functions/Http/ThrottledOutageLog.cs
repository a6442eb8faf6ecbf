using System.Collections.Concurrent;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Http;

/// <summary>
/// Logs an outage at once and then once a minute with a count, so that a thousand failures a second do not fill the log.
/// </summary>
public sealed class ThrottledOutageLog(TimeProvider clock, ILogger<ThrottledOutageLog> logger)
{
    private const string Store = "store";
    private const string PaymentProvider = "payment provider";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Throttle> throttles = new();

    /// <summary>A request was refused because the store is unavailable.</summary>
    public void RecordRefusal(string function, string traceId, StoreUnavailableException failure) =>
        RecordRefusal(Store, function, traceId, failure);

    /// <summary>A request was refused because the payment provider is unavailable.</summary>
    public void RecordRefusal(string function, string traceId, PaymentUnavailableException failure) =>
        RecordRefusal(PaymentProvider, function, traceId, failure);

    /// <summary>A health check found its dependency degraded or down.</summary>
    public void RecordUnhealthy(string check, HealthReportEntry entry)
    {
        if (CountIfDue(check) is { } times)
        {
            logger.LogWarning(
                entry.Exception, "Health check {Check} reported {Status} {Times} times since the last entry: {Description}",
                check, entry.Status, times, entry.Description);
        }
    }

    private void RecordRefusal(string dependency, string function, string traceId, Exception failure)
    {
        if (CountIfDue($"requests/{dependency}") is { } requests)
        {
            logger.LogWarning(
                failure, "{Requests} requests were refused, the last of them {Function} ({TraceId}): the {Dependency} cannot be reached",
                requests, function, traceId, dependency);
        }
        else
        {
            logger.LogDebug(failure, "{Function} was refused ({TraceId}): the {Dependency} cannot be reached", function, traceId, dependency);
        }
    }

    private int? CountIfDue(string outage) => throttles.GetOrAdd(outage, static _ => new()).CountIfDue(clock);

    private sealed class Throttle
    {
        private readonly Lock gate = new();
        private long? lastLoggedAt;
        private int suppressed;

        /// <returns>How many were recorded since the last entry in the log; null when the next entry is not due yet.</returns>
        public int? CountIfDue(TimeProvider clock)
        {
            lock (gate)
            {
                suppressed++;
                if (lastLoggedAt is { } last && clock.GetElapsedTime(last) < Interval)
                    return null;

                lastLoggedAt = clock.GetTimestamp();
                var count = suppressed;
                suppressed = 0;
                return count;
            }
        }
    }
}
