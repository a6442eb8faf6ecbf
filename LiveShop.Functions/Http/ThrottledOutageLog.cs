using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Http;

/// <summary>
/// Says that requests are refused because the store cannot be reached: at once, and from then on once a minute how many. A
/// thousand refusals a second must not fill the log as well, least of all when what is wrong is a full disk.
/// </summary>
public sealed class ThrottledOutageLog(TimeProvider clock, ILogger<ThrottledOutageLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();
    private long? saidAt;
    private int unsaid;

    public void Refused(string function, string traceId, StoreUnavailableException failure)
    {
        if (Count() is { } requests)
            logger.LogWarning(failure, "{Requests} requests were refused, the last of them {Function} ({TraceId}): the store cannot be reached", requests, function, traceId);
        else
            logger.LogDebug(failure, "{Function} was refused ({TraceId}): the store cannot be reached", function, traceId);
    }

    /// <returns>How many there were since it was last said; null when that is not yet to be said.</returns>
    private int? Count()
    {
        lock (turn)
        {
            unsaid++;
            if (saidAt is { } before && clock.GetElapsedTime(before) < Interval)
                return null;

            saidAt = clock.GetTimestamp();
            var requests = unsaid;
            unsaid = 0;
            return requests;
        }
    }
}
