using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveShop.Core;

public static class ServiceCollectionExtensions
{
    /// <summary>The shop itself. The stores (<see cref="ILiveStreamStore"/>, <see cref="IProductStore"/>, <see cref="ICartStore"/>) come from an adapter.</summary>
    public static IServiceCollection AddLiveShopCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ConditionalWriteLoop>()
            .AddSingleton<LiveStreamCommands>()
            .AddSingleton<PinnedProductCards>()
            .AddSingleton<ProductCommands>()
            .AddSingleton<CartCommands>();
    }
}
