using System.Text.Json;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Sqlite;

/// <summary>Queries that several stores share.</summary>
internal static class DocumentReads
{
    public static Task<Stored<T>?> FindAsync<T>(
        this SqliteStorage storage, string container, string id, CancellationToken cancellation) where T : class =>
        storage.FindAsync<T>(container, id, id, cancellation);

    public static Task<Stored<T>?> FindAsync<T>(
        this SqliteStorage storage, string container, string partitionKey, string id, CancellationToken cancellation) where T : class =>
        storage.ReadAsync(session => session.Find(
            """
            SELECT body, lsn FROM documents
            WHERE container = $container AND partition_key = $partitionKey AND id = $id AND (expires_at IS NULL OR expires_at > $now)
            """,
            row => new Stored<T>(Documents.Read<T>(row.GetFieldValue<byte[]>(0)), LsnETag.Of(row.GetInt64(1))),
            ("$container", container), ("$partitionKey", partitionKey), ("$id", id),
            ("$now", storage.Clock.GetUtcNow().ToUnixTimeMilliseconds())), cancellation);

    /// <summary>The stocks among these products' that exist, in any order.</summary>
    public static async Task<IReadOnlyList<ProductStock>> StocksOfAsync(
        this SqliteStorage storage, IEnumerable<string> productIds, CancellationToken cancellation)
    {
        var keys = JsonSerializer.Serialize(productIds);
        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT partition_key, body FROM documents
            WHERE container = $container AND partition_key IN (SELECT value FROM json_each($keys)) AND id = $id
            """,
            WithId, ("$container", ContainerNames.Catalog), ("$keys", keys), ("$id", Documents.StockId)), cancellation);
        return rows.ReadValid<ProductStock>(storage.Logger);
    }

    /// <summary>The documents of a partition whose ids begin with a text.</summary>
    public static async Task<IReadOnlyList<T>> FindByPrefixAsync<T>(
        this SqliteStorage storage, string container, string partitionKey, string prefix, CancellationToken cancellation) where T : class
    {
        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT id, body FROM documents
            WHERE container = $container AND partition_key = $partitionKey AND id >= $prefix AND id < $end
                AND (expires_at IS NULL OR expires_at > $now)
            """,
            WithId, ("$container", container), ("$partitionKey", partitionKey), ("$prefix", prefix), ("$end", prefix + "\U0010FFFF"),
            ("$now", storage.Clock.GetUtcNow().ToUnixTimeMilliseconds())), cancellation);
        return rows.ReadValid<T>(storage.Logger);
    }

    /// <summary>The journal entries of a partition after a version, oldest first.</summary>
    public static async Task<IReadOnlyList<T>> ChangesAsync<T>(
        this SqliteStorage storage, string container, string partitionKey, long after, int limit, CancellationToken cancellation) where T : class
    {
        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT id, body FROM documents
            WHERE type = 'change' AND container = $container AND partition_key = $partitionKey AND version > $after
            ORDER BY version LIMIT $limit
            """,
            WithId, ("$container", container), ("$partitionKey", partitionKey), ("$after", after), ("$limit", limit)), cancellation);
        return rows.ReadValid<T>(storage.Logger);
    }

    /// <summary>Reads rows with the id in the first column and the body in the second.</summary>
    public static (string Id, byte[] Json) WithId(SqliteDataReader row) => (row.GetString(0), row.GetFieldValue<byte[]>(1));
}
