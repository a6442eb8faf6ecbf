using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

public sealed class InMemoryLiveStreamStoreTests : LiveStreamStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryLiveStreamJournalTests : LiveStreamJournalContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryLiveStreamListTests : LiveStreamListContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryProductStoreTests : ProductStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryProductJournalTests : ProductJournalContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryProductStockTests : ProductStockContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryProductListTests : ProductListContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryCartStoreTests : CartStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryShopSettingsStoreTests : ShopSettingsStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryStockStoreTests : StockStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

public sealed class InMemoryOrderStoreTests : OrderStoreContract
{
    protected override Task<ITestStore> CreateStoreAsync() => Task.FromResult<ITestStore>(new InMemoryTestStore());
}

/// <summary>The stores that other tests stand on keep the promises of the real ones. Of changes they tell by events, not by a feed.</summary>
internal sealed class InMemoryTestStore : ITestStore
{
    private readonly InMemoryDatabase database = new();

    public ILiveStreamStore Streams => new InMemoryLiveStreamStore(database, new InTurn());

    public IProductStore Products => new InMemoryProductStore(database, new InTurn());

    public ICartStore Carts => new InMemoryCartStore(database, new InTurn());

    public IStockStore Stock => new InMemoryStockStore(database, new InTurn());

    public IOrderStore Orders => new InMemoryOrderStore(database, new InTurn());

    public IShopSettingsStore Settings => new InMemoryShopSettingsStore(database, new InTurn());

    public IChangeFeed Feed => throw new NotSupportedException();

    public Task RestartAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
