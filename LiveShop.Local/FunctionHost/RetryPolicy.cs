using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>The retry attribute of a function: when a failed batch is retried.</summary>
/// <param name="MaxRetries"><see cref="Unlimited"/>, or a number.</param>
/// <param name="InitialDelay">Before the first retry; doubled for each further one.</param>
public sealed record RetryPolicy(int MaxRetries, TimeSpan InitialDelay, TimeSpan MaxDelay)
{
    public const int Unlimited = -1;

    private const int MaxDoublings = 30;

    /// <summary>Without a retry attribute a failed batch is dropped at once, as in Azure.</summary>
    public static readonly RetryPolicy None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPolicy Of(MethodInfo method) => method.GetCustomAttribute<RetryAttribute>() switch
    {
        ExponentialBackoffRetryAttribute retry =>
            new(retry.MaxRetryCount, Interval(retry.MinimumInterval), Interval(retry.MaximumInterval)),
        FixedDelayRetryAttribute retry => new(retry.MaxRetryCount, Interval(retry.DelayInterval), Interval(retry.DelayInterval)),
        _ => None,
    };

    /// <param name="failures">How often the batch has failed so far, at least once.</param>
    /// <returns>Null when the batch is to be dropped.</returns>
    public TimeSpan? DelayAfter(int failures)
    {
        if (MaxRetries != Unlimited && failures > MaxRetries)
            return null;

        var delay = InitialDelay * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        return delay < MaxDelay ? delay : MaxDelay;
    }

    private static TimeSpan Interval(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
