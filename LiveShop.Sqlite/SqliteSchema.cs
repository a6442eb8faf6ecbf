using System.Globalization;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveShop.Sqlite;

/// <summary>The tables of the data file, and the migrations of older files.</summary>
internal static class SqliteSchema
{
    /// <summary>"LShp" in the file's header, which tells LiveShop's files from other programs'.</summary>
    private const int ApplicationId = 0x4C536870;

    /// <summary>Each migrates from version n to n+1. A released migration must never change.</summary>
    private static readonly string[] Migrations =
    [
        """
        -- A document as Cosmos keeps it, in its latest version. lsn rises with every write over the whole file, in the
        -- order of the commits: it is the ETag, and the position in the change feed.
        CREATE TABLE documents (
            lsn           INTEGER PRIMARY KEY,
            container     TEXT    NOT NULL,
            partition_key TEXT    NOT NULL,
            id            TEXT    NOT NULL,
            type          TEXT    NOT NULL,
            version       INTEGER NOT NULL,
            listed_as     TEXT,             -- what lists find it by: a status, a name without case; NULL for what no list shows
            written_at    INTEGER NOT NULL, -- milliseconds since 1970
            expires_at    INTEGER,          -- milliseconds since 1970; NULL for never
            body          BLOB    NOT NULL  -- JSON in UTF-8
        ) STRICT;
        CREATE UNIQUE INDEX documents_by_id ON documents (container, partition_key, id);
        CREATE INDEX documents_by_container ON documents (container); -- every index ends in lsn: this is the feed's
        CREATE INDEX documents_by_list ON documents (container, partition_key, listed_as) WHERE listed_as IS NOT NULL;
        CREATE UNIQUE INDEX changes_by_version ON documents (partition_key, version) WHERE type = 'change';
        CREATE INDEX documents_by_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;

        CREATE TABLE pinned_products (
            product_id TEXT NOT NULL,
            stream_id  TEXT NOT NULL,
            PRIMARY KEY (product_id, stream_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pinned_products_by_stream ON pinned_products (stream_id);

        CREATE TABLE feed_cursors (
            container TEXT    NOT NULL,
            consumer  TEXT    NOT NULL,
            lsn       INTEGER NOT NULL,
            PRIMARY KEY (container, consumer)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Journal entries' ids begin with '_', which no caller's id can. A body that cannot be read stays as it is.
        UPDATE documents SET
            id = '_' || id,
            body = CASE WHEN json_valid(CAST(body AS TEXT)) THEN CAST(json_set(CAST(body AS TEXT), '$.id', '_' || id) AS BLOB) ELSE body END
        WHERE type = 'change' AND id LIKE 'change-%';
        """,
        """
        -- Lists are sorted by listed_as: a product's search text or a stream's sort key. Only streams that have not ended are
        -- followed for changes of their products. A body that cannot be read keeps its place.
        UPDATE documents SET listed_as = coalesce(search_text(json_extract(CAST(body AS TEXT), '$.name'), id), listed_as)
        WHERE type = 'product' AND listed_as IS NOT NULL AND json_valid(CAST(body AS TEXT));
        UPDATE documents SET listed_as = coalesce(sort_key(
            json_extract(CAST(body AS TEXT), '$.status'),
            json_extract(CAST(body AS TEXT), '$.scheduledFor'),
            json_extract(CAST(body AS TEXT), '$.startedAt'),
            json_extract(CAST(body AS TEXT), '$.endedAt'), id), listed_as)
        WHERE type = 'livestream' AND json_valid(CAST(body AS TEXT));
        DELETE FROM pinned_products WHERE stream_id IN (
            SELECT id FROM documents WHERE type = 'livestream' AND listed_as >= '2-' AND listed_as < '3');
        DROP INDEX documents_by_list;
        CREATE INDEX documents_by_list ON documents (container, listed_as) WHERE listed_as IS NOT NULL;
        """,
        """
        -- Products lie in the container catalog, each with a journal, so a stream and a product of the same id have entries of
        -- the same version. A body that cannot be read stays as it is.
        UPDATE documents SET
            container = 'catalog',
            body = CASE WHEN json_valid(CAST(body AS TEXT)) THEN CAST(json_set(CAST(body AS TEXT), '$.productId', id) AS BLOB) ELSE body END
        WHERE container = 'products';
        UPDATE feed_cursors SET container = 'catalog' WHERE container = 'products';
        DROP INDEX changes_by_version;
        CREATE UNIQUE INDEX changes_by_version ON documents (container, partition_key, version) WHERE type = 'change';
        """,
        """
        -- A product's price and stock lie in its variants, of which one without options has one. A body that cannot be read stays.
        UPDATE documents SET body = CAST(json_remove(json_set(CAST(body AS TEXT),
                '$.images', CASE WHEN json_type(CAST(body AS TEXT), '$.imageUrl') = 'text'
                    THEN json_array(json_extract(CAST(body AS TEXT), '$.imageUrl')) ELSE json('[]') END,
                '$.options', json('[]'),
                '$.variants', json_array(json_object(
                    'id', 'default', 'optionValues', json('[]'), 'sku', NULL,
                    'price', json_extract(CAST(body AS TEXT), '$.price'), 'compareAtPrice', NULL,
                    'stock', json_extract(CAST(body AS TEXT), '$.stock'), 'imageUrl', NULL)),
                '$.pastPrices', json('[]')),
            '$.imageUrl', '$.price', '$.stock') AS BLOB)
        WHERE container = 'catalog' AND type = 'product' AND json_valid(CAST(body AS TEXT))
            AND json_type(CAST(body AS TEXT), '$.price') = 'object' AND json_type(CAST(body AS TEXT), '$.stock') = 'integer';
        """,
        """
        -- The orders on which work is due, which the timer asks for.
        CREATE TABLE due_orders (
            order_id TEXT    NOT NULL PRIMARY KEY,
            due_at   INTEGER NOT NULL -- milliseconds since 1970
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX due_orders_by_time ON due_orders (due_at);
        """,
        """
        -- The stock moves from the product's variants to a document of its own, in which it counts as counted in. Feeds deliver it
        -- like every new document. A product that cannot be read stays as it is.
        INSERT OR IGNORE INTO documents (lsn, container, partition_key, id, type, version, listed_as, written_at, expires_at, body)
        SELECT (SELECT max(lsn) FROM documents) + row_number() OVER (ORDER BY lsn),
            container, partition_key, '_stock', 'stock', 1, NULL, written_at, NULL, CAST(json_object(
                'id', '_stock', 'type', 'stock', 'productId', partition_key,
                'variants', json((SELECT json_group_array(json_object(
                    'variantId', json_extract(CAST(body AS TEXT), fullkey || '.id'),
                    'available', json_extract(CAST(body AS TEXT), fullkey || '.stock'),
                    'countedIn', coalesce(json_extract(CAST(body AS TEXT), fullkey || '.stock'), 0)))
                    FROM json_each(CAST(body AS TEXT), '$.variants'))),
                'version', 1, 'changedAt', json_extract(CAST(body AS TEXT), '$.changedAt'), 'availabilityVersion', 1) AS BLOB)
        FROM documents
        WHERE container = 'catalog' AND type = 'product' AND json_valid(CAST(body AS TEXT))
            AND json_type(CAST(body AS TEXT), '$.variants') = 'array';
        UPDATE documents SET body = CAST(json_set(CAST(body AS TEXT), '$.variants', json((
            SELECT json_group_array(json_remove(json_extract(CAST(body AS TEXT), fullkey), '$.stock'))
            FROM json_each(CAST(body AS TEXT), '$.variants')))) AS BLOB)
        WHERE container = 'catalog' AND type = 'product' AND json_valid(CAST(body AS TEXT))
            AND json_type(CAST(body AS TEXT), '$.variants') = 'array'
            AND NOT EXISTS (SELECT 1 FROM json_each(CAST(body AS TEXT), '$.variants') WHERE json_each.type <> 'object');
        """,
    ];

    /// <summary>The version of files that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Checks the file and migrates it; another program's file or a damaged one is left unchanged.</summary>
    /// <exception cref="DataFolderException">The file cannot be used.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        var file = connection.DataSource;
        var version = connection.Scalar<long>("PRAGMA user_version");
        var isEmpty = connection.Scalar<long>("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && connection.Scalar<long>("PRAGMA application_id") != ApplicationId)
            throw new DataFolderException($"{file} is another program's database: name another data folder.");
        if (version > Migrations.Length)
        {
            throw new DataFolderException($"{file} is of version {version}, made by a newer LiveShop; this one knows up to "
                + $"{Migrations.Length}: use the newer one, or name another data folder.");
        }

        // A quick check leaves out the indexes, and a damaged one hides documents.
        if (connection.Scalar<string>("PRAGMA integrity_check(1)") != "ok")
            throw SqliteErrors.Damaged(file);

        // SQLite itself would open a read-only file without an error.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
            throw SqliteErrors.ReadOnly(file);

        connection.Run("PRAGMA journal_mode = WAL");
        Migrate(connection, (int)version);
    }

    private static void Migrate(SqliteConnection connection, int version)
    {
        // The transaction is opened even without migrations, to find out at startup whether the log can be written.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (version == Migrations.Length)
            return;

        connection.Run($"PRAGMA application_id = {ApplicationId}");
        connection.CreateFunction<string?, string, string?>("search_text", (name, id) => name is null ? null : Product.SearchTextOf(name, id));
        connection.CreateFunction<string?, string?, string?, string?, string, string?>("sort_key", SortKey);
        foreach (var migration in Migrations.Skip(version))
            connection.Run(migration);
        connection.Run($"PRAGMA user_version = {Migrations.Length}");
        transaction.Commit();
    }

    private static string? SortKey(string? status, string? scheduledFor, string? startedAt, string? endedAt, string streamId) => status switch
    {
        "live" => LiveStreamSortKey.Of(LiveStreamStatus.Live, Date(startedAt), streamId),
        "scheduled" => LiveStreamSortKey.Of(LiveStreamStatus.Scheduled, Date(scheduledFor), streamId),
        "ended" => LiveStreamSortKey.Of(LiveStreamStatus.Ended, Date(endedAt), streamId),
        _ => null,
    };

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static T Scalar<T>(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    private static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
