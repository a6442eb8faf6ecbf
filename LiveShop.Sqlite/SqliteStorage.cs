using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// The embedded store: one data file, in a folder that is locked for this process while the store is open. A write is
/// acknowledged when it is on the disk. Disposing of the store commits the queued writes and closes the file.
/// </summary>
public sealed class SqliteStorage : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;

    private SqliteStorage(DataFolder folder, SqliteSession session, TimeProvider clock, ILogger logger)
    {
        (this.folder, Clock, Logger) = (folder, clock, logger);
        Health = new DataFileHealth(folder.DataFile, logger);
        readers = new SqliteReaders(folder.DataFile, Health);
        Cursors = new FeedCursors(clock, () => _ = CommitCursorsAsync());
        writer = new SqliteWriter(session, Cursors, Signals, Health, clock, logger);
    }

    internal TimeProvider Clock { get; }

    internal DataFileHealth Health { get; }

    internal ILogger Logger { get; }

    internal CommitSignals Signals { get; } = new();

    internal FeedCursors Cursors { get; }

    /// <summary>Creates the folder and the file when they are missing, and migrates an older file.</summary>
    /// <exception cref="DataFolderException">
    /// The folder or the file cannot be used, or another process uses it; nothing was changed.
    /// </exception>
    public static SqliteStorage Open(string dataDirectory, TimeProvider clock, ILogger<SqliteStorage> logger)
    {
        var folder = DataFolder.Claim(dataDirectory);
        SqliteSession? session = null;
        try
        {
            RequireWholeLog(folder.DataFile);
            folder.EnsureDataFile();
            session = SqliteSession.OpenWriter(folder.DataFile, SqliteSchema.Prepare);
            return new SqliteStorage(folder, session, clock, logger);
        }
        catch (Exception e)
        {
            session?.Dispose();
            folder.Dispose();
            if (e is SqliteException error)
                throw SqliteErrors.AtOpening(folder.DataFile, error);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cursors.Dispose();
        await readers.DisposeAsync();
        await writer.DisposeAsync();
        folder.Dispose();
    }

    /// <inheritdoc cref="SqliteReaders.ReadAsync" />
    internal Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation) => readers.ReadAsync(read, cancellation);

    /// <inheritdoc cref="SqliteWriter.WriteAsync" />
    internal async Task<bool> WriteAsync(Func<DocumentWrites, bool> write, CancellationToken cancellation)
    {
        Health.ThrowIfDamaged();
        try
        {
            var written = await writer.WriteAsync(write, cancellation);
            if (written)
                Health.OnWriteSucceeded();
            return written;
        }
        catch (StoreUnavailableException e)
        {
            Health.OnWriteFailed(e);
            throw;
        }
    }

    // SQLite itself would silently drop the unreadable part of the file or of its log.
    private static void RequireWholeLog(string file)
    {
        if (WriteAheadLog.HasContent(file) && new FileInfo(file) is not { Exists: true, Length: > 0 })
            throw SqliteErrors.EmptyBesideItsLog(file);
        if (WriteAheadLog.IsDamaged(file))
            throw SqliteErrors.DamagedLog(file);
    }

    private async Task CommitCursorsAsync()
    {
        try
        {
            await WriteAsync(_ => true, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next successful commit writes the cursors.
        }
    }
}
