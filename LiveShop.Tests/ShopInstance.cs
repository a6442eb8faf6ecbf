using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests;

/// <summary>
/// The shop as one process has it: commands over in-memory stores. Several instances on one database are several processes,
/// whose writers only the conditional writes hold apart.
/// </summary>
internal sealed class ShopInstance
{
    public ShopInstance(InMemoryDatabase? database = null, ICallOrder? order = null)
    {
        Database = database ?? new InMemoryDatabase();
        var calls = order ?? Calls;
        var streams = new InMemoryLiveStreamStore(Database, calls);
        var products = new InMemoryProductStore(Database, calls);
        var writes = new ConditionalWriteLoop(Clock, NullLogger<ConditionalWriteLoop>.Instance);
        LiveStreams = new(streams, products, writes, Clock);
        Stocks = new InMemoryStockStore(Database, calls);
        Stock = new(Stocks, writes, Clock);
        Products = new(products, Stocks, Stock, streams, writes, Clock);
        Carts = new(new InMemoryCartStore(Database, calls), products, streams, writes, Clock);
        Cards = new(streams, products, LiveStreams, NullLogger<PinnedProductCards>.Instance);
    }

    public InMemoryDatabase Database { get; }

    public InTurn Calls { get; } = new();

    public ManualClock Clock { get; } = new();

    public LiveStreamCommands LiveStreams { get; }

    public ProductCommands Products { get; }

    public IStockStore Stocks { get; }

    public StockCommands Stock { get; }

    public CartCommands Carts { get; }

    public PinnedProductCards Cards { get; }
}
