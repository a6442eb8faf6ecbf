using System.Text.Json;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Local.Sqlite;

/// <summary>The questions that more than one store asks.</summary>
internal static class DocumentReads
{
    public static Task<Stored<T>?> FindAsync<T>(this SqliteStorage storage, string container, string id, CancellationToken cancellation) where T : class =>
        storage.ReadAsync(session => session.Find(
            """
            SELECT body, lsn FROM documents
            WHERE container = $container AND partition_key = $id AND id = $id AND (expires_at IS NULL OR expires_at > $now)
            """,
            row => new Stored<T>(Read<T>(row), ETags.Of(row.GetInt64(1))),
            ("$container", container), ("$id", id), ("$now", storage.Clock.GetUtcNow().ToUnixTimeMilliseconds())), cancellation);

    public static Task<List<T>> FindManyAsync<T>(this SqliteStorage storage, string container, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var keys = JsonSerializer.Serialize(ids);
        return storage.ReadAsync(session => session.Query(
            """
            SELECT body FROM documents
            WHERE container = $container AND partition_key IN (SELECT value FROM json_each($keys)) AND id = partition_key
            """,
            Read<T>, ("$container", container), ("$keys", keys)), cancellation);
    }

    /// <summary>The body in the first column.</summary>
    public static T Read<T>(SqliteDataReader row) => Documents.Read<T>(row.GetFieldValue<byte[]>(0));
}
