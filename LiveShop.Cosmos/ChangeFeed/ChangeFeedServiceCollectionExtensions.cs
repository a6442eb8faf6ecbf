using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveShop.Cosmos.ChangeFeed;

public static class ChangeFeedServiceCollectionExtensions
{
    /// <summary>The change feed of the Cosmos DB account that AddCosmosStorage named.</summary>
    public static IServiceCollection AddCosmosChangeFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(CosmosFeedTiming.Default)
            .AddSingleton<IChangeFeed, CosmosChangeFeed>();
    }
}
