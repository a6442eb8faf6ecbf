using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>A consumer has finished everything up to this lsn.</summary>
internal readonly record struct FeedCursor(string Container, string Consumer, long Lsn);

/// <summary>
/// Where the consumers are. A move is kept with the next commit, whoever makes it, or after a short while by one of its own,
/// so that it never costs a pin its wait for the disk; a crash before that repeats deliveries and loses none.
/// </summary>
internal sealed class FeedCursors : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string Container, string Consumer), Position> positions = [];
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private bool isTimerSet;

    /// <param name="commit">Makes a commit when nobody else does.</param>
    public FeedCursors(TimeProvider clock, Action commit)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => commit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="kept">Where it was when the data file was opened.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="InvalidOperationException">It is running already.</exception>
    public long Start(FeedSubscription consumer, long kept)
    {
        lock (positions)
        {
            if (!positions.TryGetValue(KeyOf(consumer), out var position))
                positions[KeyOf(consumer)] = position = new Position { Lsn = kept, Kept = kept };
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

    /// <returns>Null when it has not been running since the data file was opened.</returns>
    public long? Find(FeedSubscription consumer)
    {
        lock (positions)
            return positions.GetValueOrDefault(KeyOf(consumer))?.Lsn;
    }

    /// <summary>It has been handed a batch, perhaps not for the first time.</summary>
    public void Hand(FeedSubscription consumer)
    {
        lock (positions)
            positions[KeyOf(consumer)].HandedAt ??= clock.GetTimestamp();
    }

    /// <summary>How long it has had the batch that it is at, whatever the clock on the wall has done meanwhile; zero when it has none.</summary>
    public TimeSpan BusyFor(FeedSubscription consumer)
    {
        lock (positions)
            return positions.GetValueOrDefault(KeyOf(consumer))?.HandedAt is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;
    }

    public void Move(FeedSubscription consumer, long lsn)
    {
        lock (positions)
        {
            positions[KeyOf(consumer)].Lsn = lsn;
            positions[KeyOf(consumer)].HandedAt = null;
            if (isTimerSet)
                return;
            isTimerSet = true;
        }

        timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The moves to keep with a commit.</summary>
    public IReadOnlyList<FeedCursor> ToKeep()
    {
        lock (positions)
        {
            isTimerSet = false;
            return [.. positions.Where(p => p.Value.Lsn != p.Value.Kept).Select(p => new FeedCursor(p.Key.Container, p.Key.Consumer, p.Value.Lsn))];
        }
    }

    /// <summary>They are committed.</summary>
    public void Kept(IReadOnlyList<FeedCursor> moves)
    {
        lock (positions)
        {
            foreach (var move in moves)
                positions[(move.Container, move.Consumer)].Kept = move.Lsn;
        }
    }

    public void Dispose() => timer.Dispose();

    private static (string Container, string Consumer) KeyOf(FeedSubscription consumer) => (consumer.Container, consumer.Consumer);

    private sealed class Position
    {
        public long Lsn { get; set; }

        public long Kept { get; set; }

        public long? HandedAt { get; set; }

        public bool IsRunning { get; set; }
    }
}
