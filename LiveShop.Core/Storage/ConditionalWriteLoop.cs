using LiveShop.Core.Results;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Storage;

/// <summary>
/// The one loop for all commands: read, decide, write on the condition that nobody wrote in between; whoever loses reads and
/// decides again, a bounded number of times. Writers of one document in this process go one after the other, so that they
/// do not make each other lose; between processes only the condition counts.
/// </summary>
public sealed class ConditionalWriteLoop(TimeProvider clock, ILogger<ConditionalWriteLoop> logger)
{
    public const int MaxAttempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly KeyedLock gate = new();

    /// <param name="key">Which document is written.</param>
    /// <param name="attempt">Reads, decides and writes once; null when the write lost against another writer.</param>
    /// <param name="cancellation">Ends the waiting, and whatever the attempt heeds it in.</param>
    /// <param name="loggedAs">What a log calls it, where the key itself must not be told.</param>
    /// <returns>What the attempt that was not lost came to, or a conflict when all were.</returns>
    public async Task<Result<T>> RunAsync<T>(string key, Func<Task<Result<T>?>> attempt, CancellationToken cancellation, string? loggedAs = null) where T : class
    {
        using var turn = await EnterAsync(key, cancellation);
        return await RepeatAsync(loggedAs ?? key, attempt, cancellation);
    }

    /// <summary>Saves what was decided on what was read, where anything is to be saved: a refusal, or the same instance, is not.</summary>
    /// <returns>What was decided; null when the write lost against another writer.</returns>
    public static async Task<Result<T>?> SaveAsync<T>(
        Result<T> decided, Stored<T> read, Func<T, string, CancellationToken, Task<bool>> trySave, CancellationToken cancellation) where T : class =>
        !decided.IsAccepted || ReferenceEquals(decided.Value, read.Value) || await trySave(decided.Value, read.ETag, cancellation)
            ? decided
            : (Result<T>?)null;

    /// <summary>Waits for the document's turn in this process, for writers that do something of their own within it.</summary>
    /// <returns>Ends the turn.</returns>
    internal Task<IDisposable> EnterAsync(string key, CancellationToken cancellation) => gate.EnterAsync(key, cancellation);

    /// <summary>What <see cref="RunAsync"/> does within the turn.</summary>
    internal async Task<Result<T>> RepeatAsync<T>(string key, Func<Task<Result<T>?>> attempt, CancellationToken cancellation) where T : class
    {
        for (var attempts = 1; attempts <= MaxAttempts; attempts++)
        {
            if (await attempt() is { } result)
                return result;

            ShopTelemetry.Conflicts.Add(1);
            logger.LogDebug("Attempt {Attempt} to write {Key} lost against another writer", attempts, key);
            if (attempts < MaxAttempts)
                await Task.Delay(PauseAfter(attempts), clock, cancellation);
        }

        ShopTelemetry.ExhaustedRetries.Add(1);
        logger.LogWarning("Gave up writing {Key} after {Attempts} attempts lost against other writers", key, MaxAttempts);
        return new Refusal.Conflict("contention", "Too many others are changing it right now. Try again.");
    }

    // Full jitter: writers that lost together must not come back together.
    private static TimeSpan PauseAfter(int attempts)
    {
        var longest = Math.Min(LongestPause.Ticks, FirstPause.Ticks << attempts);
        return new TimeSpan(Random.Shared.NextInt64(longest + 1));
    }
}
