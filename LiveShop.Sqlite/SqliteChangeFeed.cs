using System.Text;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>The documents of a container in the order of their last writes, handed over as soon as they are committed.</summary>
public sealed class SqliteChangeFeed(SqliteStorage storage, ILogger<SqliteChangeFeed> logger) : IChangeFeed
{
    /// <summary>
    /// A page of Cosmos DB's feed is no larger. However long a consumer was away, its batches fit in memory; only a document
    /// that is larger by itself makes a larger batch, alone.
    /// </summary>
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };
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
                if (batch.Documents is { } documents)
                    await handler(documents, cancellation);
                storage.Cursors.Move(subscription, batch.LastLsn);
                return true;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
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
            "SELECT lsn, id, body FROM documents WHERE container = $container AND lsn > $after ORDER BY lsn LIMIT $limit",
            row => new Row(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)), UpTo(MaxBatchBytes),
            ("$container", subscription.Container), ("$after", position), ("$limit", subscription.MaxItems)), cancellation);
        return rows.Count == 0 ? null : new FeedBatch(JsonArrayOf(rows.Where(IsJson).ToList()), rows[^1].Lsn);
    }

    /// <returns>Whether a row still fits; the first always does.</returns>
    private static Func<Row, bool> UpTo(long bytes)
    {
        var taken = 0L;
        return row =>
        {
            var isFirst = taken == 0;
            taken += row.Body.Length;
            return isFirst || taken <= bytes;
        };
    }

    // One body that is no JSON would make none of the batch, and hold up all that come after it for ever.
    private bool IsJson(Row row)
    {
        try
        {
            var reader = new Utf8JsonReader(row.Body, AnyDepth);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException e)
        {
            ShopTelemetry.UnreadableDocuments.Add(1);
            logger.LogError(e, "Left out the document {Id}: it is damaged", row.Id);
            return false;
        }
    }

    private Task<long> KeptPositionAsync(FeedSubscription subscription, CancellationToken cancellation) =>
        storage.ReadAsync(session => session.Find(
            "SELECT lsn FROM feed_cursors WHERE container = $container AND consumer = $consumer",
            row => row.GetInt64(0), ("$container", subscription.Container), ("$consumer", subscription.Consumer)), cancellation);

    private static string? JsonArrayOf(IReadOnlyList<Row> rows) => rows.Count == 0
        ? null
        : new StringBuilder("[").AppendJoin(',', rows.Select(row => Encoding.UTF8.GetString(row.Body))).Append(']').ToString();

    private sealed record Row(long Lsn, string Id, byte[] Body);

    /// <param name="Documents">Null when none of them can be handed over.</param>
    private sealed record FeedBatch(string? Documents, long LastLsn);
}
