using System.Text;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

/// <summary>Delivers the documents of a container in the order of their last writes, as soon as they are committed.</summary>
public sealed class SqliteChangeFeed(SqliteStorage storage, ILogger<SqliteChangeFeed> logger) : IChangeFeed
{
    /// <summary>
    /// The page limit of Cosmos DB's feed, so that the batches of a consumer with a long backlog fit in memory. A larger
    /// document is delivered alone.
    /// </summary>
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public async Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subscription.MaxItems, 1);
        storage.Cursors.Start(subscription, await CommittedPositionAsync(subscription, cancellation));
        try
        {
            while (true)
            {
                var committed = storage.Signals.WaitAsync(subscription.Container);
                if (!await DeliverNextAsync(subscription, handler, cancellation))
                    await committed.WaitAsync(cancellation);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        finally
        {
            storage.Cursors.Stop(subscription);
        }
    }

    public async Task<FeedBacklog> BacklogAsync(FeedSubscription subscription, CancellationToken cancellation)
    {
        var position = storage.Cursors.Find(subscription) ?? await CommittedPositionAsync(subscription, cancellation);
        var (changes, oldest) = await storage.ReadAsync(session => session.Find(
            """
            SELECT (SELECT count(*) FROM documents WHERE container = $container AND lsn > $after),
                   (SELECT written_at FROM documents WHERE container = $container AND lsn > $after ORDER BY lsn LIMIT 1)
            """,
            row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)),
            ("$container", subscription.Container), ("$after", position)), cancellation);
        if (oldest is not { } writtenAt)
            return new(0, TimeSpan.Zero);

        // The monotonic clock counts too, because a wall clock that was set back must not hide a stuck consumer.
        var age = storage.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(writtenAt);
        var busy = storage.Cursors.BusyFor(subscription);
        return new(changes, age > busy ? age : busy);
    }

    /// <returns>False when there is nothing to deliver.</returns>
    private async Task<bool> DeliverNextAsync(
        FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        if (await NextAsync(subscription, cancellation) is not { } batch)
            return false;

        storage.Cursors.BeginBatch(subscription);
        if (batch.Documents is { } documents)
            await handler(documents, cancellation);
        storage.Cursors.Advance(subscription, batch.LastLsn);
        return true;
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

    /// <returns>Tells whether a row still fits into the batch; the first always does.</returns>
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

    // A poison message: one body that is no JSON would make the whole batch unreadable and block the feed for ever.
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

    private Task<long> CommittedPositionAsync(FeedSubscription subscription, CancellationToken cancellation) =>
        storage.ReadAsync(session => session.Find(
            "SELECT lsn FROM feed_cursors WHERE container = $container AND consumer = $consumer",
            row => row.GetInt64(0), ("$container", subscription.Container), ("$consumer", subscription.Consumer)), cancellation);

    private static string? JsonArrayOf(IReadOnlyList<Row> rows) => rows.Count == 0
        ? null
        : new StringBuilder("[").AppendJoin(',', rows.Select(row => Encoding.UTF8.GetString(row.Body))).Append(']').ToString();

    private sealed record Row(long Lsn, string Id, byte[] Body);

    /// <param name="Documents">A JSON array; null when none of the documents can be delivered.</param>
    private sealed record FeedBatch(string? Documents, long LastLsn);
}
