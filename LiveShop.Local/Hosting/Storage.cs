using LiveShop.Core.Storage.Cosmos;
using LiveShop.Local.Cosmos;
using LiveShop.Local.Sqlite;

namespace LiveShop.Local.Hosting;

internal static class Storage
{
    /// <summary>The Cosmos DB account of the setting <c>CosmosDBConnection</c>, or else a file in the data folder. Each process has a folder of its own, with either.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, LocalOptions options) =>
        CosmosSettings.IsConfigured(configuration)
            ? services.AddSingleton(_ => DataFolder.Claim(options.DataDirectory)).AddCosmosStorage(configuration).AddCosmosChangeFeed()
            : services.AddSqliteStorage(options.DataDirectory);
}
