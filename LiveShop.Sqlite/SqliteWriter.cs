using System.Collections.Concurrent;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// Group commit: the single writer, on a thread of its own because a commit waits for the disk. The writes that are queued
/// during a commit share the next one.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxQueued = 10_000;
    private const int MaxGroupSize = 200;

    private readonly BlockingCollection<PendingWrite> queue = new(MaxQueued);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession session;
    private readonly DocumentWrites writes;
    private readonly FeedCursors cursors;
    private readonly CommitSignals signals;
    private readonly DataFileHealth health;
    private readonly ILogger logger;

    public SqliteWriter(
        SqliteSession session, FeedCursors cursors, CommitSignals signals, DataFileHealth health, TimeProvider clock, ILogger logger)
    {
        (this.session, this.cursors, this.signals, this.health, this.logger) = (session, cursors, signals, health, logger);
        writes = new DocumentWrites(session, clock);
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    /// <param name="write">Runs on the writer's thread; false undoes what it did.</param>
    /// <inheritdoc cref="PendingWrite.Done" />
    public Task<bool> WriteAsync(Func<DocumentWrites, bool> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var pending = new PendingWrite(write, cancellation);
        try
        {
            return queue.TryAdd(pending, 0, CancellationToken.None) ? pending.Done : throw SqliteErrors.Busy();
        }
        catch (InvalidOperationException) when (queue.IsAddingCompleted)
        {
            throw SqliteErrors.Closed();
        }
    }

    /// <summary>Commits the queued writes and the feed cursors; later writes are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await ended.Task;
        if (health.IsDamaged)
            session.SkipCheckpointOnClose();
        session.Dispose();
    }

    private void Run()
    {
        var group = new List<PendingWrite>(MaxGroupSize);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroupSize && queue.TryTake(out var next))
                group.Add(next);
            TryCommit(group);
            group.Clear();
        }

        TryCommit(group);
        ended.SetResult();
    }

    private void TryCommit(List<PendingWrite> group)
    {
        try
        {
            Commit(group);
        }
        catch (Exception e)
        {
            // Recorded before the next group, which must not be written after damage was found.
            if (e is SqliteException error)
                health.OnWriteFailed(SqliteErrors.Unavailable(error));
            // DataFileHealth logs an outage once.
            var level = e is SqliteException or StoreUnavailableException ? LogLevel.Debug : LogLevel.Error;
            logger.Log(level, e, "{Count} writes could not be committed", group.Count);
            RollBack();
            group.ForEach(write => write.Fail(e));
        }
    }

    private void Commit(List<PendingWrite> group)
    {
        session.Execute("BEGIN IMMEDIATE");
        // Damage may have been found while these writes were queued.
        health.ThrowIfDamaged();
        foreach (var write in group)
            write.Run(session, writes);
        var moved = cursors.Uncommitted();
        foreach (var cursor in moved)
            writes.SetFeedCursor(cursor.Container, cursor.Consumer, cursor.Lsn);
        session.Execute("COMMIT");

        cursors.MarkCommitted(moved);
        signals.Pulse(writes.TakeContainers());
        group.ForEach(write => write.Complete());
    }

    private void RollBack()
    {
        try
        {
            if (session.IsInTransaction)
                session.Execute("ROLLBACK");
        }
        catch (Exception e)
        {
            logger.LogError(e, "The transaction could not be rolled back");
        }

        writes.TakeContainers();
    }
}
