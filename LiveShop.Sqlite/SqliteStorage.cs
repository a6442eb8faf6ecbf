using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// The embedded store: one data file in a folder that belongs to this process while it is open. What is acknowledged is on
/// the disk. Disposing of it commits what is waiting and closes the file.
/// </summary>
public sealed class SqliteStorage : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;

    private SqliteStorage(DataFolder folder, SqliteSession session, TimeProvider clock, ILogger logger)
    {
        (this.folder, Clock, Logger) = (folder, clock, logger);
        Condition = new DataFileHealth(folder.DataFile, logger);
        readers = new SqliteReaders(folder.DataFile, Condition);
        Cursors = new FeedCursors(clock, () => _ = CommitCursorsAsync());
        writer = new SqliteWriter(session, Cursors, Signals, Condition, clock, logger);
    }

    internal TimeProvider Clock { get; }

    internal DataFileHealth Condition { get; }

    internal ILogger Logger { get; }

    internal CommitSignals Signals { get; } = new();

    internal FeedCursors Cursors { get; }

    /// <summary>Makes the folder and the file where there are none, and brings an older file up to this version.</summary>
    /// <exception cref="DataFolderException">The folder or the file cannot be used, or another process uses it; nothing was changed.</exception>
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
        Condition.ThrowIfDamaged();
        try
        {
            var written = await writer.WriteAsync(write, cancellation);
            if (written)
                Condition.Written();
            return written;
        }
        catch (StoreUnavailableException e)
        {
            Condition.NotWritten(e);
            throw;
        }
    }

    // SQLite would take what it can read of either, and drop the rest.
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
            // Closed, full of writes, or not to be written now: the commit that ends it keeps the cursors.
        }
    }
}
