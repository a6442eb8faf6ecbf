using System.Collections.Concurrent;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Sqlite;

/// <summary>A pool of read-only connections. A read takes microseconds, so it runs on its caller's thread.</summary>
internal sealed class SqliteReaders : IAsyncDisposable
{
    private static readonly int Count = Math.Max(2, Environment.ProcessorCount);

    private readonly ConcurrentBag<SqliteSession> idle = [];
    private readonly SemaphoreSlim permits = new(Count, Count);
    private readonly DataFileHealth health;
    private volatile bool closed;

    public SqliteReaders(string file, DataFileHealth health)
    {
        this.health = health;
        for (var i = 0; i < Count; i++)
            idle.Add(SqliteSession.OpenReader(file));
    }

    /// <exception cref="StoreUnavailableException">The file cannot be read now.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await permits.WaitAsync(cancellation);
        try
        {
            return closed ? throw SqliteErrors.Closed() : Read(read);
        }
        catch (SqliteException e)
        {
            var failure = SqliteErrors.Unavailable(e);
            health.OnReadFailed(failure);
            throw failure;
        }
        finally
        {
            permits.Release();
        }
    }

    /// <summary>Waits for the running reads; later reads are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        for (var i = 0; i < Count; i++)
            await permits.WaitAsync();
        while (idle.TryTake(out var session))
            session.Dispose();
        permits.Release(Count);
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        var session = idle.TryTake(out var taken) ? taken : throw new InvalidOperationException("There are fewer readers than permits.");
        try
        {
            return read(session);
        }
        finally
        {
            idle.Add(session);
        }
    }
}
