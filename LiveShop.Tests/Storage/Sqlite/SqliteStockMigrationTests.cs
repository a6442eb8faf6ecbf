using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A data file of version 6, in which products held their stock, becomes one of the current version when it is opened.</summary>
public sealed class SqliteStockMigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();

    public SqliteStockMigrationTests() =>
        Execute(File.ReadAllText(Path.Combine(Repository.Root, "LiveShop.Tests", "Storage", "Sqlite", "data-file-v6.sql")));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Products_of_an_older_file_keep_their_stock_which_counts_as_counted_in()
    {
        await using var storage = Open();
        var (products, stocks) = (new SqliteProductStore(storage), new SqliteStockStore(storage));

        Assert.Equal((3, 8), (await products.GetAsync("mug")).Value is var mug ? (mug.Version, mug.Stock) : default);
        Assert.Equal([0, null], (await products.GetAsync("shirt")).Value.Variants.Select(variant => variant.Stock));
        Assert.True((await products.GetAsync("gone")).Value.IsDeleted);
        Assert.Equal([new("default", 8, 8)], (await stocks.FindAsync("mug", None))!.Value.Variants);
        Assert.Equal([new("s", 0, 0), new VariantStock("m", null, 0)], (await stocks.FindAsync("shirt", None))!.Value.Variants);
        foreach (var id in new[] { "mug", "shirt", "gone" })
            Assert.Empty(await new StockCheck(stocks).CheckAsync(id, None));
    }

    [Fact]
    public async Task Products_of_an_older_file_are_listed_and_found_by_their_stock()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);

        Assert.Equal([("mug", 8), ("shirt", null)], (await FindAsync(null)).Select(product => (product.Id, product.Stock)));
        Assert.Equal(["mug"], (await FindAsync(StockFilter.Low)).Select(product => product.Id));
        Assert.Equal(["shirt"], (await FindAsync(StockFilter.SoldOut)).Select(product => product.Id));

        async Task<IReadOnlyList<Product>> FindAsync(StockFilter? filter) => (await products.ListAsync(null, filter, new(10, null), None)).Items;
    }

    [Fact]
    public async Task No_product_s_document_holds_a_stock_any_more_and_everything_else_stays()
    {
        var before = Documents();

        await Open().DisposeAsync();

        var after = Documents();
        Assert.Equal(
            before.Select(row => row.Type == "product" ? row with { Body = WithoutStock(row.Body) } : row),
            after.Where(row => row.Type != "stock"));
        Assert.Equal(3, after.Count(row => row.Type == "stock"));
    }

    [Fact]
    public async Task Journal_of_an_older_file_still_tells_the_changes_of_the_stock()
    {
        await using var storage = Open();

        var changes = await new SqliteProductStore(storage).ChangesAsync("mug", 1, 10, None);

        Assert.Equal([(12, 9), (9, 8)], changes.Select(change => (change.Before!.Stock, change.After!.Stock)));
    }

    [Fact]
    public async Task Pieces_of_an_older_file_are_reserved_and_a_deleted_product_is_created_again()
    {
        await using var storage = Open();
        var (products, stocks, clock) = (new SqliteProductStore(storage), new SqliteStockStore(storage), new ManualClock());
        var writes = new ConditionalWriteLoop(clock, NullLogger<ConditionalWriteLoop>.Instance);
        var stock = new StockCommands(stocks, writes, clock);
        var commands = new ProductCommands(products, stocks, stock, new SqliteLiveStreamStore(storage), writes, clock);

        Assert.Equal(ReserveResult.Held, await stock.ReserveAsync("mug", "order-1", [new("default", 8)], None));
        Assert.Equal(ReserveResult.OutOfStock, await stock.ReserveAsync("mug", "order-2", [new("default", 1)], None));
        var again = (await commands.CreateAsync("gone", ProductDetails(stock: 5), new(Ann), None)).Accepted();

        Assert.Equal((3, 5), (again.Version, again.Stock));
        Assert.Equal([new("default", 5, 5)], (await stocks.FindAsync("gone", None))!.Value.Variants);
    }

    [Fact]
    public async Task Carts_and_cards_of_an_older_file_see_the_stock()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);
        var cart = Cart.Create(Noon).Add((await products.GetAsync("mug")).Value, new("mug", 8, null, null), Noon).Accepted();

        Assert.Null(Assert.Single(PricedCart.Of(cart, await products.FindManyAsync(["mug"], None)).Items).Available);
        var pin = (await new SqliteLiveStreamStore(storage).GetAsync("demo")).Value.PinnedProducts[0];
        Assert.Equal(((int?)8, 0L), (pin.Product.Stock, pin.AvailabilityVersion));
    }

    [Theory]
    [InlineData("{\"id\":")]
    [InlineData("{\"variants\":[7]}")]
    [InlineData("{\"variants\":{}}")]
    public async Task A_damaged_product_does_not_stop_the_migration(string body)
    {
        Execute($"UPDATE documents SET body = CAST('{body}' AS BLOB) WHERE id = 'shirt'");

        await using var storage = Open();

        Assert.Equal(8, (await new SqliteProductStore(storage).GetAsync("mug")).Value.Stock);
        Assert.Equal(body, Documents().Single(row => row.Id == "shirt").Body);
    }

    private static string WithoutStock(string body) =>
        System.Text.RegularExpressions.Regex.Replace(body, "\"stock\":(\\d+|null),", "");

    private SqliteStorage Open() => SqliteStorage.Open(folder.Path, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

    private List<Row> Documents()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT lsn, container, id, type, version, listed_as, CAST(body AS TEXT) FROM documents ORDER BY lsn";
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            rows.Add(new(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetString(6)));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "liveshop.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private sealed record Row(long Lsn, string Container, string Id, string Type, long Version, string? ListKey, string Body);
}
