using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Local.Sqlite;

/// <summary>
/// The embedded store: one data file in a folder that belongs to this process while it is open. What is acknowledged is on
/// the disk. Disposing of it commits what is waiting and closes the file.
/// </summary>
public sealed class SqliteStorage : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;

    private SqliteStorage(DataFolder folder, SqliteReaders readers, SqliteSession session, TimeProvider clock, ILogger logger)
    {
        (this.folder, this.readers, Clock, Logger) = (folder, readers, clock, logger);
        Cursors = new FeedCursors(clock, CommitCursors);
        writer = new SqliteWriter(session, Cursors, Signals, clock, logger);
    }

    internal TimeProvider Clock { get; }

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
            session = SqliteSession.OpenWriter(folder.DataFile, SqliteSchema.Prepare);
            return new SqliteStorage(folder, new SqliteReaders(folder.DataFile), session, clock, logger);
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
    internal Task<bool> WriteAsync(Func<DocumentWrites, bool> write, CancellationToken cancellation) => writer.WriteAsync(write, cancellation);

    private void CommitCursors()
    {
        try
        {
            _ = writer.WriteAsync(_ => true, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Closed, or full of writes: the commit that ends either keeps the cursors.
        }
    }
}
