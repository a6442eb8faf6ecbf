using LiveShop.Core.Results;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Storage;

/// <summary>
/// Optimistic concurrency for all commands: read, decide, write on the condition that the document is unchanged; a lost write
/// is read and decided again, a bounded number of times. Writers of one document in this process take turns in a keyed lock,
/// because otherwise they would lose against each other; between processes only the condition counts.
/// </summary>
public sealed class ConditionalWriteLoop(TimeProvider clock, ILogger<ConditionalWriteLoop> logger)
{
    public const int MaxAttempts = 12;

    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(500);

    private readonly KeyedLock locks = new();

    /// <param name="key">Names the document that is written.</param>
    /// <param name="attempt">Reads, decides and writes once; null when the write lost against another writer.</param>
    /// <param name="cancellation">Ends the wait for the lock and the delays between attempts.</param>
    /// <param name="loggedAs">Stands for the key in logs when the key is a secret.</param>
    /// <returns>The result of the first attempt that did not lose; the refusal <c>contention</c> when all lost.</returns>
    public async Task<Result<T>> RunAsync<T>(
        string key, Func<Task<Result<T>?>> attempt, CancellationToken cancellation, string? loggedAs = null) where T : class
    {
        using var held = await locks.EnterAsync(key, cancellation);
        return await RetryAsync(loggedAs ?? key, attempt, cancellation);
    }

    /// <summary>Saves the decision about a document that was read; a refusal or the same instance needs no write.</summary>
    /// <returns>The decision; null when the write lost against another writer.</returns>
    public static async Task<Result<T>?> SaveAsync<T>(
        Result<T> decided, Stored<T> read,
        Func<T, string, CancellationToken, Task<bool>> trySave, CancellationToken cancellation) where T : class =>
        !decided.IsAccepted || ReferenceEquals(decided.Value, read.Value) || await trySave(decided.Value, read.ETag, cancellation)
            ? decided
            : (Result<T>?)null;

    /// <summary><see cref="RunAsync"/> without its lock, for a caller that already is the document's only writer in this process.</summary>
    internal async Task<Result<T>> RetryAsync<T>(
        string loggedAs, Func<Task<Result<T>?>> attempt, CancellationToken cancellation) where T : class
    {
        for (var attempts = 1; attempts <= MaxAttempts; attempts++)
        {
            if (await attempt() is { } result)
                return result;

            ShopTelemetry.Conflicts.Add(1);
            logger.LogDebug("Attempt {Attempt} to write {Key} lost against another writer", attempts, loggedAs);
            if (attempts < MaxAttempts)
                await Task.Delay(DelayAfter(attempts), clock, cancellation);
        }

        ShopTelemetry.ExhaustedRetries.Add(1);
        logger.LogWarning("Gave up writing {Key} after {Attempts} attempts lost against other writers", loggedAs, MaxAttempts);
        return new Refusal.Conflict("contention", "Too many others are changing it right now. Try again.");
    }

    // Exponential backoff with full jitter, because writers that lost together must not come back together.
    private static TimeSpan DelayAfter(int attempts)
    {
        var longest = Math.Min(MaxDelay.Ticks, InitialDelay.Ticks << attempts);
        return new TimeSpan(Random.Shared.NextInt64(longest + 1));
    }
}
