using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// What the latest tries say of the data file: that it can be written, or why not. The log hears of the beginning and the end
/// of an outage and not of every request in between. A file that was found damaged stays so, and is not written any more.
/// </summary>
internal sealed class DataFileHealth(string file, ILogger logger)
{
    private readonly Lock turn = new();
    private volatile StoreUnavailableException? obstacle;
    private volatile bool isDamaged;

    /// <summary>Why it could not be written the last time; null when it could.</summary>
    public StoreUnavailableException? Obstacle => obstacle;

    public bool IsDamaged => isDamaged;

    /// <exception cref="StoreUnavailableException">A write would only make it worse.</exception>
    public void ThrowIfDamaged()
    {
        if (isDamaged && obstacle is { } damage)
            throw new StoreUnavailableException(damage.Message, damage.RetryAfter, damage.InnerException);
    }

    public void Written()
    {
        if (obstacle is null || isDamaged)
            return;

        lock (turn)
        {
            if (obstacle is null || isDamaged)
                return;
            obstacle = null;
            logger.LogInformation("{File} can be written again", file);
        }
    }

    public void NotWritten(StoreUnavailableException failure)
    {
        if (failure.InnerException is not SqliteException error || !SqliteErrors.IsOfTheFile(error))
            return;

        lock (turn)
        {
            if (isDamaged || failure.Message == obstacle?.Message)
                return;
            obstacle = failure;
            isDamaged = SqliteErrors.IsDamage(error);
            if (isDamaged)
                logger.LogCritical(error, "{File} is damaged and not written any more: put a backup in its place", file);
            else
                logger.LogError(error, "{File} cannot be written; what is there can still be read", file);
        }
    }

    /// <summary>A read that fails says nothing of writing, unless by finding damage.</summary>
    public void NotRead(StoreUnavailableException failure)
    {
        if (failure.InnerException is SqliteException error && SqliteErrors.IsDamage(error))
            NotWritten(failure);
    }
}
