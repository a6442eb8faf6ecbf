using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Cosmos.ChangeFeed;
using LiveShop.Sqlite;
namespace LiveShop.Local.Hosting;

internal static class Storage
{
    /// <summary>The Cosmos DB account of the setting <c>CosmosDBConnection</c>, or else a file in the data folder. Each process has a folder of its own, with either.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, LocalOptions options) =>
        CosmosSettings.IsConfigured(configuration)
            ? services.AddSingleton(_ => DataFolder.Claim(options.DataDirectory)).AddCosmosStorage(configuration).AddHostedService<CosmosProvisioning>().AddCosmosChangeFeed()
            : services.AddSqliteStorage(options.DataDirectory);
}
