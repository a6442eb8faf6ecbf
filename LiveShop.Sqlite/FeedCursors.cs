using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>The lsn up to which a consumer has finished everything.</summary>
internal readonly record struct FeedCursor(string Container, string Consumer, long Lsn);

/// <summary>
/// The consumers' positions in the feed. An advance is written with the next commit of any writer, or after 200 ms by a commit
/// of its own, so that it never adds a disk flush to a request; a crash before that repeats deliveries and loses none.
/// </summary>
internal sealed class FeedCursors : IDisposable
{
    private static readonly TimeSpan MaxCommitDelay = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string Container, string Consumer), Position> positions = [];
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private bool isTimerSet;

    /// <param name="commit">Commits the advances when no other writer does.</param>
    public FeedCursors(TimeProvider clock, Action commit)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => commit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="committed">The position in the data file when it was opened.</param>
    /// <returns>The position now.</returns>
    /// <exception cref="InvalidOperationException">The consumer is running already.</exception>
    public long Start(FeedSubscription consumer, long committed)
    {
        lock (positions)
        {
            if (!positions.TryGetValue(KeyOf(consumer), out var position))
                positions[KeyOf(consumer)] = position = new Position { Lsn = committed, Committed = committed };
            if (position.IsRunning)
                throw new InvalidOperationException($"'{consumer.Consumer}' is consuming {consumer.Container} already.");
            position.IsRunning = true;
            return position.Lsn;
        }
    }

    public void Stop(FeedSubscription consumer)
    {
        lock (positions)
            positions[KeyOf(consumer)].IsRunning = false;
    }

    /// <returns>Null when the consumer has not run since the data file was opened.</returns>
    public long? Find(FeedSubscription consumer)
    {
        lock (positions)
            return positions.GetValueOrDefault(KeyOf(consumer))?.Lsn;
    }

    /// <summary>The consumer gets a batch; a repeated delivery of it keeps the time of the first.</summary>
    public void BeginBatch(FeedSubscription consumer)
    {
        lock (positions)
            positions[KeyOf(consumer)].BatchBegunAt ??= clock.GetTimestamp();
    }

    /// <summary>How long the consumer has had its current batch, by a clock that is never set back; zero when it has none.</summary>
    public TimeSpan BusyFor(FeedSubscription consumer)
    {
        lock (positions)
            return positions.GetValueOrDefault(KeyOf(consumer))?.BatchBegunAt is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;
    }

    /// <summary>The consumer has finished everything up to this lsn.</summary>
    public void Advance(FeedSubscription consumer, long lsn)
    {
        lock (positions)
        {
            positions[KeyOf(consumer)].Lsn = lsn;
            positions[KeyOf(consumer)].BatchBegunAt = null;
            if (isTimerSet)
                return;
            isTimerSet = true;
        }

        timer.Change(MaxCommitDelay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The positions to write with the commit under way.</summary>
    public IReadOnlyList<FeedCursor> Uncommitted()
    {
        lock (positions)
        {
            isTimerSet = false;
            return [.. positions.Where(p => p.Value.Lsn != p.Value.Committed)
                .Select(p => new FeedCursor(p.Key.Container, p.Key.Consumer, p.Value.Lsn))];
        }
    }

    public void MarkCommitted(IReadOnlyList<FeedCursor> cursors)
    {
        lock (positions)
        {
            foreach (var cursor in cursors)
                positions[(cursor.Container, cursor.Consumer)].Committed = cursor.Lsn;
        }
    }

    public void Dispose() => timer.Dispose();

    private static (string Container, string Consumer) KeyOf(FeedSubscription consumer) => (consumer.Container, consumer.Consumer);

    private sealed class Position
    {
        public long Lsn { get; set; }

        public long Committed { get; set; }

        public long? BatchBegunAt { get; set; }

        public bool IsRunning { get; set; }
    }
}
