using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A data file of version 3, in which products had no journal, becomes one of the current version when it is opened.</summary>
public sealed class SqliteCatalogMigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    public SqliteCatalogMigrationTests() =>
        Execute(File.ReadAllText(Path.Combine(Repository.Root, "LiveShop.Tests", "Storage", "Sqlite", "data-file-v3.sql")));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Products_of_an_older_file_are_found_listed_and_searched()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);

        Assert.Equal(("Mug", 1490, 3, 2), (await products.GetAsync("mug")).Value is var mug ? (mug.Name, mug.Price.Amount, mug.Stock, mug.Version) : default);
        Assert.True((await products.GetAsync("gone")).Value.IsDeleted);
        Assert.Equal(("default", "/pictures/cup.svg", 40), (await products.GetAsync("demo")).Value is var cup ? (cup.Variants[0].Id, cup.ImageUrl, cup.Stock) : default);
        Assert.Equal(["demo", "mug"], (await products.ListAsync(null, new(10, null), None)).Items.Select(product => product.Id));
        Assert.Equal(["demo"], (await products.ListAsync("cafe", new(10, null), None)).Items.Select(product => product.Id));
        Assert.Empty(await products.ChangesAsync("mug", 0, 10, None));
    }

    [Fact]
    public async Task A_product_of_an_older_file_begins_its_journal_with_its_next_change()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);
        var demo = await products.GetAsync("demo");
        var repriced = demo.Value.Change(demo.Value.Details() with { Price = new(1400, "EUR") }, By(Bob)).Accepted();

        Assert.True(await products.TrySaveAsync(repriced.Product, repriced.Change!, demo.ETag, null, None));

        var change = Assert.Single(await products.ChangesAsync("demo", 0, 10, None));
        Assert.Equal(("Bob", 2, 1200, 1400), (change.By, change.Version, change.Before!.Price!.Amount, change.After!.Price!.Amount));
        Assert.Equal([1, 2, 3, 4, 5], (await new SqliteLiveStreamStore(storage).ChangesAsync("demo", 0, 10, None)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task The_id_of_a_product_that_was_deleted_in_an_older_file_can_be_used_again()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);
        var gone = await products.GetAsync("gone");
        var again = gone.Value.CreateAgain(ProductDetails(), By(Ann)).Accepted();

        Assert.True(await products.TrySaveAsync(again.Product, again.Change!, gone.ETag, null, None));

        Assert.Equal([3], (await products.ChangesAsync("gone", 0, 10, None)).Select(change => change.Version));
    }

    [Fact]
    public async Task The_consumer_of_product_changes_goes_on_where_it_was()
    {
        await using var storage = Open();
        var feed = new SqliteChangeFeed(storage, NullLogger<SqliteChangeFeed>.Instance);
        // The stocks of the three products are documents of their own since.
        Assert.Equal(3, (await feed.BacklogAsync(new(ContainerNames.Catalog, "refresh", 100), None)).Changes);

        await new SqliteProductStore(storage).HasProductAsync("new");

        await using var listener = new FeedListener(feed, new FeedSubscription(ContainerNames.Catalog, "refresh", 100));
        var delivered = await listener.UntilAsync(all => all.Count >= 6);
        Assert.Equal(["new", "_change-1", "_stock"], delivered.Skip(3).Select(FeedListener.IdOf));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("null")]
    public async Task A_damaged_product_does_not_stop_the_migration(string body)
    {
        Execute($"UPDATE documents SET body = CAST('{body}' AS BLOB) WHERE container = 'products' AND id = 'demo'");

        await using var storage = Open();
        var products = new SqliteProductStore(storage);

        await Assert.ThrowsAsync<JsonException>(() => products.FindAsync("demo", None));
        Assert.Equal(["mug"], (await products.ListAsync(null, new(10, null), None)).Items.Select(product => product.Id));
    }

    private SqliteStorage Open() => SqliteStorage.Open(folder.Path, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "liveshop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
