using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A data file of version 1 becomes one of the current version when it is opened.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    public SqliteMigrationTests() =>
        Execute(File.ReadAllText(Path.Combine(Repository.Root, "LiveShop.Tests", "Storage", "Sqlite", "data-file-v1.sql")));

    private string DataFile => Path.Combine(folder.Path, "liveshop.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Journal_entries_get_their_new_ids_in_the_row_and_in_the_body_and_nothing_else_changes()
    {
        var before = Documents();

        await Open().DisposeAsync();

        var expected = before.Select(row => row.Type switch
        {
            "change" => row with { Id = "_" + row.Id, Body = row.Body.Replace("\"id\":\"change-", "\"id\":\"_change-", StringComparison.Ordinal) },
            "product" => row with { Container = "catalog", Body = WithVariant(row) },
            _ => row,
        });
        var (stocks, others) = (Documents().Where(row => row.Type == "stock"), Documents().Where(row => row.Type != "stock"));
        Assert.Equal(expected, others);
        Assert.Equal([("mug", "_stock", before.Max(row => row.Lsn) + 1)], stocks.Select(row => (row.PartitionKey, row.Id, row.Lsn)));
        var ids = Documents().Select(row => row.Id).ToList();
        Assert.Equal(["_change-1", "_change-1", "_change-2", "_change-3", "_stock", "change-1a", "demo", "mug"], ids.Order(StringComparer.Ordinal));
        Assert.Equal(ids, Documents().Select(row => JsonDocument.Parse(row.Body).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task The_shop_goes_on_with_its_streams_journals_and_positions()
    {
        await using var storage = Open();
        var streams = new SqliteLiveStreamStore(storage);
        var feed = new SqliteChangeFeed(storage, NullLogger<SqliteChangeFeed>.Instance);

        var demo = await streams.GetAsync("demo");
        await streams.SaveAsync(demo, demo.Value.Unpin("mug"));
        var named = await streams.HasStreamAsync("change-1");

        Assert.Equal(1, named.Value.Version);
        Assert.Equal([1, 2, 3, 4], (await streams.ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
        Assert.Equal(LiveStreamAction.ProductPinned, (await streams.ChangesAsync("demo", 1, 1, None))[0].Action);
        await using var listener = new FeedListener(feed, new FeedSubscription("livestreams", "publish", 100));
        var delivered = await listener.UntilHasAsync("change-1a", "demo", "change-1");
        Assert.DoesNotContain(delivered, document => FeedListener.IsChange(document, "demo") && FeedListener.VersionOf(document) < 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("null")]
    public async Task A_damaged_entry_does_not_stop_the_migration(string body)
    {
        Execute($"UPDATE documents SET body = CAST('{body}' AS BLOB) WHERE partition_key = 'demo' AND id = 'change-2'");

        await using var storage = Open();

        Assert.Equal([1, 3], (await new SqliteLiveStreamStore(storage).ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
        Assert.Equal(body, Documents().Single(row => row is { PartitionKey: "demo", Id: "_change-2" }).Body);
    }

    [Fact]
    public async Task Products_and_streams_of_an_older_file_are_found_and_sorted_as_new_ones_are()
    {
        Execute(
            """
            INSERT INTO documents SELECT 100, container, 'cafe', 'cafe', type, version, 'CAFÉ MUG', written_at, NULL,
                CAST(json_set(CAST(body AS TEXT), '$.id', 'cafe', '$.name', 'Café Mug') AS BLOB) FROM documents WHERE id = 'mug';
            INSERT INTO documents SELECT 101, container, 'tonight', 'tonight', type, version, 'scheduled', written_at, NULL,
                CAST(json_set(CAST(body AS TEXT), '$.id', 'tonight', '$.streamId', 'tonight', '$.scheduledFor', '2026-12-01T19:00:00Z') AS BLOB)
                FROM documents WHERE id = 'change-1a';
            INSERT INTO documents SELECT 102, container, 'over', 'over', type, version, 'ended', written_at, NULL,
                CAST(json_set(CAST(body AS TEXT), '$.id', 'over', '$.streamId', 'over', '$.status', 'ended', '$.endedAt', '2026-11-30T20:00:00Z') AS BLOB)
                FROM documents WHERE id = 'demo';
            INSERT INTO pinned_products VALUES ('mug', 'over');
            """);

        await using var storage = Open();
        var (streams, products) = (new SqliteLiveStreamStore(storage), new SqliteProductStore(storage));

        Assert.Equal(["demo", "tonight", "change-1a", "over"], (await streams.ListAsync(null, new(10, null), None)).Items.Select(stream => stream.StreamId));
        Assert.Equal(["cafe", "mug"], (await products.ListAsync(null, new(10, null), None)).Items.Select(product => product.Id));
        Assert.Equal(["cafe"], (await products.ListAsync("mug cafe", new(10, null), None)).Items.Select(product => product.Id));
        Assert.Equal(["demo"], await streams.WithPinnedProductAsync("mug", None));
    }

    [Fact]
    public async Task A_migrated_file_is_not_migrated_again()
    {
        await Open().DisposeAsync();
        var migrated = Documents();

        await Open().DisposeAsync();

        Assert.Equal(migrated, Documents());
    }

    private static string WithVariant(Row product) =>
        product.Body.Replace("\"imageUrl\":null,\"price\":{\"amount\":1990,\"currency\":\"EUR\"},\"stock\":3,", "", StringComparison.Ordinal)[..^1]
        + ",\"productId\":\"mug\",\"images\":[],\"options\":[],\"variants\":[{\"id\":\"default\",\"optionValues\":[],\"sku\":null,"
        + "\"price\":{\"amount\":1990,\"currency\":\"EUR\"},\"compareAtPrice\":null,\"imageUrl\":null}],\"pastPrices\":[]}";

    private SqliteStorage Open() => SqliteStorage.Open(folder.Path, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<Row> Documents()
    {
        using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT lsn, container, partition_key, id, type, version, written_at, CAST(body AS TEXT), typeof(body)
            FROM documents ORDER BY lsn
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            Assert.Equal("blob", reader.GetString(8));
            rows.Add(new(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetString(7)));
        }

        return rows;
    }

    private sealed record Row(
        long Lsn, string Container, string PartitionKey, string Id, string Type, long Version, long WrittenAt, string Body);
}
