using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveShop.Cosmos;

public static class CosmosServiceCollectionExtensions
{
    /// <summary>The stores on Cosmos DB, one client for all of them, and the health check <c>store</c>.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    public static IServiceCollection AddCosmosStorage(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCosmosStorage(CosmosSettings.From(configuration));

    /// <inheritdoc cref="AddCosmosStorage(IServiceCollection, IConfiguration)" />
    public static IServiceCollection AddCosmosStorage(this IServiceCollection services, CosmosSettings settings)
    {
        services.AddHealthChecks().AddCheck<CosmosHealthCheck>(CosmosHealthCheck.Name);
        return services
            .AddSingleton(settings)
            .AddSingleton(_ => CosmosClientFactory.Create(settings))
            .AddSingleton<ILiveStreamStore, CosmosLiveStreamStore>()
            .AddSingleton<IProductStore, CosmosProductStore>()
            .AddSingleton<ICartStore, CosmosCartStore>()
            .AddSingleton<IStockStore, CosmosStockStore>()
            .AddSingleton<IOrderStore, CosmosOrderStore>()
            .AddSingleton<IShopSettingsStore, CosmosShopSettingsStore>()
            .AddSingleton<CosmosHealthCheck>()
            .AddHostedService<CosmosStartupCheck>();
    }
}
