namespace Microsoft.Azure.Functions.Worker;

/// <summary>Says how often and when a failed call of a function is made again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>How many times to try again; -1 is for ever.</summary>
    public int MaxRetryCount { get; set; }
}

/// <summary>Tries again after the same pause each time.</summary>
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">How many times to try again; -1 is for ever.</param>
    /// <param name="delayInterval">The pause, as HH:mm:ss.</param>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause, as HH:mm:ss.</summary>
    public string DelayInterval { get; }
}

/// <summary>Tries again after pauses that grow from the smallest to the largest.</summary>
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">How many times to try again; -1 is for ever.</param>
    /// <param name="minimumInterval">The smallest pause, as HH:mm:ss.</param>
    /// <param name="maximumInterval">The largest pause, as HH:mm:ss.</param>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>The smallest pause, as HH:mm:ss.</summary>
    public string MinimumInterval { get; }

    /// <summary>The largest pause, as HH:mm:ss.</summary>
    public string MaximumInterval { get; }
}
