using LiveShop.Core.Carts;
using LiveShop.Core.Catalog;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Media;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveShop.Core;

/// <summary>Registration of LiveShop.Core.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the commands of the shop. The stores (<see cref="ILiveStreamStore"/>, <see cref="IProductStore"/>,
    /// <see cref="IStockStore"/>, <see cref="ICartStore"/>, <see cref="IOrderStore"/>, <see cref="IShopSettingsStore"/>) come from
    /// LiveShop.Cosmos or LiveShop.Sqlite, and <see cref="IMediaStore"/> from LiveShop.Blobs or LiveShop.Local.
    /// </summary>
    public static IServiceCollection AddLiveShopCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new PaymentProviders(provider.GetServices<IPaymentProvider>()));
        return services
            .AddSingleton<ConditionalWriteLoop>()
            .AddSingleton<LiveStreamCommands>()
            .AddSingleton<PinnedProductCards>()
            .AddSingleton<PinnedProductList>()
            .AddSingleton<ProductCommands>()
            .AddSingleton<CartCommands>()
            .AddSingleton<ShopSettingsCommands>()
            .AddSingleton<MediaReferences>()
            .AddSingleton<MediaSweeper>()
            .AddSingleton<StockCommands>()
            .AddSingleton<StockCheck>()
            .AddSingleton<IPaymentProvider, ManualPayment>()
            .AddSingleton<CheckoutCommands>()
            .AddSingleton<OrderCommands>()
            .AddSingleton<DueOrders>()
            .AddSingleton<ReservationCheck>();
    }
}
