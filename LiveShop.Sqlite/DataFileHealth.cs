using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// Whether the data file can be written, by the outcome of the latest writes. Logs the beginning and the end of an outage and
/// not every request in between. A damaged file stays damaged until the process ends, and is not written any more.
/// </summary>
internal sealed class DataFileHealth(string file, ILogger logger)
{
    private readonly Lock sync = new();
    private volatile StoreUnavailableException? lastError;
    private volatile bool isDamaged;

    /// <summary>Why the last write failed; null when it succeeded.</summary>
    public StoreUnavailableException? LastError => lastError;

    public bool IsDamaged => isDamaged;

    /// <exception cref="StoreUnavailableException">The file is damaged, so that a write could destroy more of it.</exception>
    public void ThrowIfDamaged()
    {
        if (isDamaged && lastError is { } damage)
            throw new StoreUnavailableException(damage.Message, damage.RetryAfter, damage.InnerException);
    }

    public void OnWriteSucceeded()
    {
        if (lastError is null || isDamaged)
            return;

        lock (sync)
        {
            if (lastError is null || isDamaged)
                return;
            lastError = null;
            logger.LogInformation("{File} can be written again", file);
        }
    }

    public void OnWriteFailed(StoreUnavailableException failure)
    {
        if (failure.InnerException is not SqliteException error || !SqliteErrors.IsOfTheFile(error))
            return;

        lock (sync)
        {
            if (isDamaged || failure.Message == lastError?.Message)
                return;
            lastError = failure;
            isDamaged = SqliteErrors.IsDamage(error);
            if (isDamaged)
                logger.LogCritical(error, "{File} is damaged and not written any more: put a backup in its place", file);
            else
                logger.LogError(error, "{File} cannot be written; what is there can still be read", file);
        }
    }

    /// <summary>A failed read counts only when it found damage: otherwise writing may still work.</summary>
    public void OnReadFailed(StoreUnavailableException failure)
    {
        if (failure.InnerException is SqliteException error && SqliteErrors.IsDamage(error))
            OnWriteFailed(failure);
    }
}
