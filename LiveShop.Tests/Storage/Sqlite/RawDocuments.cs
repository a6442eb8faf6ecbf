using System.Text;
using Microsoft.Data.Sqlite;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>Documents written past the store, behind all that are there; the store must be opened again to know of them.</summary>
internal static class RawDocuments
{
    public static void Insert(string dataFile, string container, string id, string body)
    {
        using var connection = new SqliteConnection($"Data Source={dataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO documents (lsn, container, partition_key, id, type, version, written_at, body)
            SELECT coalesce(max(lsn), 0) + 1, $container, $id, $id, 'raw', 1, 0, $body FROM documents
            """;
        command.Parameters.AddWithValue("$container", container);
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$body", Encoding.UTF8.GetBytes(body));
        command.ExecuteNonQuery();
    }
}
