using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Cosmos;
using LiveShop.Core.Storage;
using LiveShop.Cosmos.ChangeFeed;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>A database of its own, put together as the program does it, and deleted afterwards.</summary>
internal sealed class CosmosTestStore : ITestStore
{
    public static readonly CosmosFeedTiming Impatient =
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));

    private readonly CosmosSettings settings;
    private readonly bool ownsDatabase;
    private ServiceProvider services;

    private CosmosTestStore(CosmosSettings settings, bool ownsDatabase)
    {
        this.settings = settings;
        this.ownsDatabase = ownsDatabase;
        services = Open();
    }

    public ILiveStreamStore Streams => services.GetRequiredService<ILiveStreamStore>();

    public IProductStore Products => services.GetRequiredService<IProductStore>();

    public ICartStore Carts => services.GetRequiredService<ICartStore>();

    public IStockStore Stock => services.GetRequiredService<IStockStore>();

    public IOrderStore Orders => services.GetRequiredService<IOrderStore>();

    public IShopSettingsStore Settings => services.GetRequiredService<IShopSettingsStore>();

    public IChangeFeed Feed => services.GetRequiredService<IChangeFeed>();

    public IServiceProvider Services => services;

    public static Task<CosmosTestStore> CreateAsync(string connectionString) =>
        CreateAsync(SettingsFor(connectionString));

    public static async Task<CosmosTestStore> CreateAsync(CosmosSettings settings)
    {
        var store = new CosmosTestStore(settings, ownsDatabase: true);
        Assert.True(await CosmosContainers.TryCreateAsync(store.services.GetRequiredService<CosmosClient>(), settings.Database, CancellationToken.None));
        return store;
    }

    /// <summary>The same store in another process.</summary>
    public CosmosTestStore Another() => new(settings, ownsDatabase: false);

    public static CosmosSettings SettingsFor(string connectionString) =>
        CosmosSettings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [CosmosSettings.Connection] = connectionString,
            [CosmosSettings.DatabaseSetting] = $"test-{Guid.NewGuid():N}",
        }).Build());

    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (ownsDatabase)
            (await services.GetRequiredService<CosmosClient>().GetDatabase(settings.Database).DeleteStreamAsync()).Dispose();
        await services.DisposeAsync();
    }

    private ServiceProvider Open() => new ServiceCollection()
        .AddLogging()
        .AddCosmosStorage(settings)
        .AddCosmosChangeFeed()
        .AddSingleton(Impatient)
        .BuildServiceProvider();
}
