using LiveShop.Local.ChangeFeed;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveShop.Local.Cosmos;

public static class CosmosServiceCollectionExtensions
{
    /// <summary>The change feed of the Cosmos DB account that AddCosmosStorage named, and its containers made where that is allowed.</summary>
    public static IServiceCollection AddCosmosChangeFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddHostedService<CosmosProvisioning>()
            .AddSingleton(CosmosFeedTiming.Default)
            .AddSingleton<IChangeFeed, CosmosChangeFeed>();
    }
}
