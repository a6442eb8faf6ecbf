using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>An embedded store in a folder of its own, which goes with it.</summary>
internal sealed class SqliteTestStore : ITestStore
{
    private readonly TemporaryFolder folder = new();
    private readonly TimeProvider clock;

    public SqliteTestStore(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        Storage = Open();
    }

    public SqliteStorage Storage { get; private set; }

    public string Folder => folder.Path;

    public string DataFile => Path.Combine(folder.Path, "liveshop.db");

    public ILiveStreamStore Streams { get; private set; } = null!;

    public IProductStore Products { get; private set; } = null!;

    public ICartStore Carts => SqliteCarts;

    public IStockStore Stock { get; private set; } = null!;

    public IOrderStore Orders { get; private set; } = null!;

    public IShopSettingsStore Settings { get; private set; } = null!;

    public SqliteCartStore SqliteCarts { get; private set; } = null!;

    public IChangeFeed Feed { get; private set; } = null!;

    public async Task RestartAsync()
    {
        await Storage.DisposeAsync();
        Storage = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        folder.Dispose();
    }

    private SqliteStorage Open()
    {
        var storage = SqliteStorage.Open(folder.Path, clock, NullLogger<SqliteStorage>.Instance);
        Streams = new SqliteLiveStreamStore(storage);
        Products = new SqliteProductStore(storage);
        SqliteCarts = new SqliteCartStore(storage);
        Stock = new SqliteStockStore(storage);
        Orders = new SqliteOrderStore(storage);
        Settings = new SqliteShopSettingsStore(storage);
        Feed = new SqliteChangeFeed(storage, NullLogger<SqliteChangeFeed>.Instance);
        return storage;
    }
}
