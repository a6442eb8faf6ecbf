using System.Text;
using LiveShop.Local.ChangeFeed;

namespace LiveShop.Local.Sqlite;

/// <summary>The documents of a container in the order of their last writes, handed over as soon as they are committed.</summary>
public sealed class SqliteChangeFeed(SqliteStorage storage, ILogger<SqliteChangeFeed> logger) : IChangeFeed
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subscription.MaxItems, 1);
        storage.Cursors.Start(subscription, await KeptPositionAsync(subscription, cancellation));
        try
        {
            while (true)
            {
                var written = storage.Signals.NextAsync(subscription.Container);
                if (!await HandNextAsync(subscription, handler, cancellation))
                    await written.WaitAsync(cancellation);
            }
        }
        finally
        {
            storage.Cursors.Stop(subscription);
        }
    }

    public async Task<TimeSpan> LagAsync(FeedSubscription subscription, CancellationToken cancellation)
    {
        var position = storage.Cursors.Find(subscription) ?? await KeptPositionAsync(subscription, cancellation);
        var oldest = await storage.ReadAsync(session => session.Find(
            "SELECT written_at FROM documents WHERE container = $container AND lsn > $after ORDER BY lsn LIMIT 1",
            row => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
            ("$container", subscription.Container), ("$after", position)), cancellation);
        if (oldest is not { } since)
            return TimeSpan.Zero;

        // A clock that was set back must not hide that the feed is stuck.
        var (age, busy) = (storage.Clock.GetUtcNow() - since, storage.Cursors.BusyFor(subscription));
        return age > busy ? age : busy;
    }

    /// <returns>False when there is nothing to hand over.</returns>
    private async Task<bool> HandNextAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                // Read anew for every try: what has been written meanwhile may have made it smaller or newer.
                if (await NextAsync(subscription, cancellation) is not { } batch)
                    return false;
                storage.Cursors.Hand(subscription);
                await handler(batch.Documents, cancellation);
                storage.Cursors.Move(subscription, batch.LastLsn);
                return true;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                logger.LogWarning(e, "{Consumer} did not finish a batch of {Container}; it comes again in {Pause}", subscription.Consumer, subscription.Container, pause);
            }

            await Task.Delay(pause, storage.Clock, cancellation);
        }
    }

    private async Task<FeedBatch?> NextAsync(FeedSubscription subscription, CancellationToken cancellation)
    {
        var position = storage.Cursors.Find(subscription);
        var rows = await storage.ReadAsync(session => session.Query(
            "SELECT lsn, body FROM documents WHERE container = $container AND lsn > $after ORDER BY lsn LIMIT $limit",
            row => (Lsn: row.GetInt64(0), Body: row.GetFieldValue<byte[]>(1)),
            ("$container", subscription.Container), ("$after", position), ("$limit", subscription.MaxItems)), cancellation);
        return rows.Count == 0 ? null : new FeedBatch(JsonArrayOf(rows.Select(row => row.Body)), rows[^1].Lsn);
    }

    private Task<long> KeptPositionAsync(FeedSubscription subscription, CancellationToken cancellation) =>
        storage.ReadAsync(session => session.Find(
            "SELECT lsn FROM feed_cursors WHERE container = $container AND consumer = $consumer",
            row => row.GetInt64(0), ("$container", subscription.Container), ("$consumer", subscription.Consumer)), cancellation);

    private static string JsonArrayOf(IEnumerable<byte[]> documents) =>
        new StringBuilder("[").AppendJoin(',', documents.Select(Encoding.UTF8.GetString)).Append(']').ToString();

    private sealed record FeedBatch(string Documents, long LastLsn);
}
