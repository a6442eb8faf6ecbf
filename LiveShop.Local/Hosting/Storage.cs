using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Cosmos.ChangeFeed;
using LiveShop.Sqlite;

namespace LiveShop.Local.Hosting;

internal static class Storage
{
    /// <summary>
    /// The Cosmos DB account of the setting <c>CosmosDBConnection</c>, or else a SQLite file in the data folder. With either, each
    /// process needs its own data folder.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        CosmosSettings.IsConfigured(configuration)
            ? services
                .AddSingleton(provider => DataFolder.Claim(DataDirectory(provider)))
                .AddCosmosStorage(configuration)
                .AddHostedService<CosmosProvisioning>()
                .AddCosmosChangeFeed()
            : services.AddSqliteStorage(DataDirectory);

    private static string DataDirectory(IServiceProvider provider) => provider.GetRequiredService<LocalOptions>().DataDirectory;
}
