namespace LiveShop.Tests.Storage.Cosmos;

public sealed class CosmosLiveStreamStoreTests : LiveStreamStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosLiveStreamJournalTests : LiveStreamJournalContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosLiveStreamListTests : LiveStreamListContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosProductStoreTests : ProductStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosProductListTests : ProductListContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosPinnedProductListTests : PinnedProductListContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosProductStockTests : ProductStockContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosCartStoreTests : CartStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosShopSettingsStoreTests : ShopSettingsStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosChangeFeedTests : ChangeFeedContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosProductJournalTests : ProductJournalContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosStockStoreTests : StockStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}

public sealed class CosmosOrderStoreTests : OrderStoreContract
{
    protected override async Task<ITestStore> CreateStoreAsync() =>
        await CosmosTestStore.CreateAsync(await CosmosEndpoint.ConnectionStringAsync());
}
