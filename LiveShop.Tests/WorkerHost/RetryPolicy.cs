using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>How often the host tries a failed call again, and after which pauses; the worker never does.</summary>
internal sealed class RetryPolicy(RpcRetryOptions? options)
{
    private const int Forever = -1;

    public int MaxRetries => options?.MaxRetryCount ?? 0;

    public bool Allows(int retry) => MaxRetries == Forever || retry <= MaxRetries;

    /// <param name="retry">1 for the first.</param>
    public TimeSpan PauseBefore(int retry)
    {
        if (options!.RetryStrategy == RpcRetryOptions.Types.Strategy.FixedDelay)
            return options.DelayInterval.ToTimeSpan();
        var growing = options.MinimumInterval.ToTimeSpan() * Math.Pow(2, Math.Min(retry, 30) - 1);
        return TimeSpan.FromTicks(Math.Min(growing.Ticks, options.MaximumInterval.ToTimeSpan().Ticks));
    }
}
