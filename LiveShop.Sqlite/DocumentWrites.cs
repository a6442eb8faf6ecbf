namespace LiveShop.Sqlite;

/// <summary>The writes of one transaction. Used by the writer's thread only.</summary>
internal sealed class DocumentWrites(SqliteSession session, TimeProvider clock)
{
    private readonly HashSet<string> containers = [];
    private long lastLsn = session.Find("SELECT max(lsn) FROM documents", row => row.IsDBNull(0) ? 0 : row.GetInt64(0));

    /// <summary>The ETag of the document that was written last.</summary>
    public string LastETag => LsnETag.Of(lastLsn);

    /// <summary>The containers written to since the last call.</summary>
    public string[] TakeContainers()
    {
        string[] taken = [.. containers];
        containers.Clear();
        return taken;
    }

    /// <returns>False when the id is taken by a document that has not expired.</returns>
    public bool Insert(DocumentRow row) => Write(
        """
        INSERT INTO documents (lsn, container, partition_key, id, type, version, listed_as, written_at, expires_at, body)
        VALUES ($lsn, $container, $partitionKey, $id, $type, $version, $listedAs, $now, $expiresAt, $body)
        ON CONFLICT (container, partition_key, id) DO UPDATE SET
            lsn = excluded.lsn, type = excluded.type, version = excluded.version, listed_as = excluded.listed_as,
            written_at = excluded.written_at, expires_at = excluded.expires_at, body = excluded.body
            WHERE expires_at <= $now
        """, row, null);

    /// <returns>False when the stored document has another ETag.</returns>
    public bool Replace(DocumentRow row, string ifMatch) => LsnETag.TryParse(ifMatch, out var lsn) && Write(
        """
        UPDATE documents SET
            lsn = $lsn, type = $type, version = $version, listed_as = $listedAs, written_at = $now, expires_at = $expiresAt, body = $body
        WHERE container = $container AND partition_key = $partitionKey AND id = $id AND lsn = $ifMatch
            AND (expires_at IS NULL OR expires_at > $now)
        """, row, lsn);

    /// <param name="productIds">A JSON array.</param>
    public void SetPinnedProducts(string streamId, string productIds)
    {
        session.Execute(
            "DELETE FROM pinned_products WHERE stream_id = $streamId AND product_id NOT IN (SELECT value FROM json_each($ids))",
            ("$streamId", streamId), ("$ids", productIds));
        session.Execute(
            "INSERT OR IGNORE INTO pinned_products (product_id, stream_id) SELECT value, $streamId FROM json_each($ids)",
            ("$streamId", streamId), ("$ids", productIds));
    }

    /// <param name="dueAt">When work on the order is due; null when there is none.</param>
    public void SetDueOrder(string orderId, DateTimeOffset? dueAt)
    {
        if (dueAt is { } time)
        {
            session.Execute(
                """
                INSERT INTO due_orders (order_id, due_at) VALUES ($orderId, $dueAt)
                ON CONFLICT (order_id) DO UPDATE SET due_at = excluded.due_at
                """, ("$orderId", orderId), ("$dueAt", time.ToUnixTimeMilliseconds()));
        }
        else
        {
            session.Execute("DELETE FROM due_orders WHERE order_id = $orderId", ("$orderId", orderId));
        }
    }

    /// <summary>Deletes expired documents, but never the one written last, because the next lsn is counted from it.</summary>
    /// <returns>The number of deleted documents.</returns>
    public int DeleteExpired(int limit) => session.Execute(
        """
        DELETE FROM documents WHERE lsn IN (
            SELECT lsn FROM documents WHERE expires_at <= $now AND lsn < (SELECT max(lsn) FROM documents) LIMIT $limit)
        """, ("$now", Now), ("$limit", limit));

    public void SetFeedCursor(string container, string consumer, long lsn) => session.Execute(
        """
        INSERT INTO feed_cursors (container, consumer, lsn) VALUES ($container, $consumer, $lsn)
        ON CONFLICT (container, consumer) DO UPDATE SET lsn = excluded.lsn
        """, ("$container", container), ("$consumer", consumer), ("$lsn", lsn));

    /// <summary>Rewrites the file's header unchanged, to find out whether the file can be written.</summary>
    public void Touch() => session.Execute($"PRAGMA user_version = {SqliteSchema.Version}");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private bool Write(string sql, DocumentRow row, long? ifMatch)
    {
        var now = Now;
        var written = session.Execute(sql,
            ("$lsn", ++lastLsn),
            ("$container", row.Container),
            ("$partitionKey", row.PartitionKey),
            ("$id", row.Id),
            ("$type", row.Type),
            ("$version", row.Version),
            ("$listedAs", row.ListKey),
            ("$now", now),
            ("$expiresAt", row.Lifetime is { } lifetime ? now + (long)lifetime.TotalMilliseconds : null),
            ("$body", row.Body),
            ("$ifMatch", ifMatch)) == 1;
        if (written)
            containers.Add(row.Container);
        return written;
    }
}
