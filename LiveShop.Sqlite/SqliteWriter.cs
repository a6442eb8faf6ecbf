using System.Collections.Concurrent;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>
/// The only one that writes. It has a thread of its own, for a commit waits for the disk; whatever has come in meanwhile is
/// committed together, so that many writers share one wait.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxWaiting = 10_000;
    private const int MaxGroup = 200;

    private readonly BlockingCollection<PendingWrite> waiting = new(MaxWaiting);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession session;
    private readonly DocumentWrites writes;
    private readonly FeedCursors cursors;
    private readonly CommitSignals signals;
    private readonly DataFileHealth condition;
    private readonly ILogger logger;

    public SqliteWriter(SqliteSession session, FeedCursors cursors, CommitSignals signals, DataFileHealth condition, TimeProvider clock, ILogger logger)
    {
        (this.session, this.cursors, this.signals, this.condition, this.logger) = (session, cursors, signals, condition, logger);
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
            return waiting.TryAdd(pending, 0, CancellationToken.None) ? pending.Done : throw SqliteErrors.Busy();
        }
        catch (InvalidOperationException) when (waiting.IsAddingCompleted)
        {
            throw SqliteErrors.Closed();
        }
    }

    /// <summary>Commits what is waiting and where the consumers are; later writes are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        await ended.Task;
        if (condition.IsDamaged)
            session.SkipCheckpointOnClose();
        session.Dispose();
    }

    private void Run()
    {
        var group = new List<PendingWrite>(MaxGroup);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroup && waiting.TryTake(out var next))
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
            // Before the next group's turn, for it must not be written when this one has found damage.
            if (e is SqliteException error)
                condition.NotWritten(SqliteErrors.Unavailable(error));
            // An outage is told of once, by the condition.
            logger.Log(e is SqliteException or StoreUnavailableException ? LogLevel.Debug : LogLevel.Error, e, "{Count} writes could not be committed", group.Count);
            RollBack();
            group.ForEach(write => write.Fail(e));
        }
    }

    private void Commit(List<PendingWrite> group)
    {
        session.Execute("BEGIN IMMEDIATE");
        // It may have been found while these were waiting, or while the file was locked.
        condition.ThrowIfDamaged();
        foreach (var write in group)
            write.Run(session, writes);
        var moves = cursors.ToKeep();
        foreach (var move in moves)
            writes.SetFeedCursor(move.Container, move.Consumer, move.Lsn);
        session.Execute("COMMIT");

        cursors.Kept(moves);
        signals.Announce(writes.TakeContainers());
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
