using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The shop's commands on a gateway double of their own, so that faults do not affect other tests.</summary>
internal sealed class CosmosShop : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private CosmosShop(GatewayDouble gateway, ServiceProvider services) => (Gateway, this.services) = (gateway, services);

    public GatewayDouble Gateway { get; }

    public IServiceProvider Services => services;

    public ILiveStreamStore Streams => services.GetRequiredService<ILiveStreamStore>();

    public IProductStore Products => services.GetRequiredService<IProductStore>();

    public ICartStore Carts => services.GetRequiredService<ICartStore>();

    public LiveStreamCommands StreamCommands => services.GetRequiredService<LiveStreamCommands>();

    public ProductCommands ProductCommands => services.GetRequiredService<ProductCommands>();

    public CartCommands CartCommands => services.GetRequiredService<CartCommands>();

    public CosmosClient Client => services.GetRequiredService<CosmosClient>();

    public CosmosSettings Settings => services.GetRequiredService<CosmosSettings>();

    /// <param name="resends">Whether the SDK may look for other regions, and so send a write again by itself when a connection drops.</param>
    public static async Task<CosmosShop> OpenAsync(TimeSpan? requestTimeout = null, bool resends = false)
    {
        var gateway = await GatewayDouble.StartAsync();
        var settings = CosmosTestStore.SettingsFor(gateway.ConnectionString);
        if (requestTimeout is { } timeout)
            settings = settings with { RequestTimeout = timeout };
        var shop = On(gateway, settings, resends);
        Assert.True(await CosmosContainers.TryCreateAsync(shop.Client, settings.Database, CancellationToken.None));
        return shop;
    }

    /// <summary>On an account as it is, or as the settings wrongly say.</summary>
    public static CosmosShop On(GatewayDouble gateway, CosmosSettings settings, bool resends = false) =>
        new(gateway, ServicesOf(settings, resends));

    /// <summary>The same shop in another process: another client, and no lock that both know of.</summary>
    public CosmosShop Another() => On(Gateway, Settings);

    public async Task<HealthReportEntry> HealthAsync() =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[CosmosHealthCheck.Name];

    /// <summary>Ends this process and leaves the account to the others.</summary>
    public ValueTask CloseAsync() => services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Gateway.DisposeAsync();
    }

    private static ServiceProvider ServicesOf(CosmosSettings settings, bool resends)
    {
        var services = new ServiceCollection().AddLogging().AddLiveShopCore().AddCosmosStorage(settings);
        if (resends)
        {
            var options = CosmosClientFactory.OptionsFor(settings);
            options.LimitToEndpoint = false;
            services.AddSingleton(_ => new CosmosClient(settings.ConnectionString, options));
        }

        return services.BuildServiceProvider();
    }
}
