using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LiveShop.Sqlite;

public static class SqliteServiceCollectionExtensions
{
    /// <summary>
    /// Adds the stores and the change feed on one data file. The file is opened when <see cref="SqliteStorage"/> is first
    /// resolved, at the latest when the host starts and before it listens, which is where a <see cref="DataFolderException"/>
    /// is thrown. It is closed with the service provider, after all hosted services have stopped.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Func<IServiceProvider, string> dataDirectory)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks().AddCheck<SqliteHealthCheck>("store");
        return services
            .AddSingleton(provider => SqliteStorage.Open(
                dataDirectory(provider), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SqliteStorage>>()))
            .AddSingleton<ILiveStreamStore, SqliteLiveStreamStore>()
            .AddSingleton<IProductStore, SqliteProductStore>()
            .AddSingleton<SqliteCartStore>()
            .AddSingleton<ICartStore>(provider => provider.GetRequiredService<SqliteCartStore>())
            .AddSingleton<IStockStore, SqliteStockStore>()
            .AddSingleton<IOrderStore, SqliteOrderStore>()
            .AddSingleton<IShopSettingsStore, SqliteShopSettingsStore>()
            .AddSingleton<IChangeFeed, SqliteChangeFeed>()
            .AddHostedService<ExpiredCartSweeper>();
    }
}
