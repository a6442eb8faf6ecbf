using LiveShop.Core.Storage.Cosmos;
using LiveShop.Local.Cosmos;
using LiveShop.Local.Sqlite;

namespace LiveShop.Local.Hosting;

internal static class Storage
{
    // Must be set before the first client is made, or the SDK asks a cloud's metadata address that is not there.
    private const string NoCloudAround = "COSMOS_DISABLE_IMDS_ACCESS";

    /// <summary>The Cosmos DB account that is configured, else the data file.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, LocalOptions options)
    {
        if (!CosmosSettings.IsConfigured(configuration))
            return services.AddSqliteStorage(options.DataDirectory);

        Environment.SetEnvironmentVariable(NoCloudAround, "true");
        return services.AddCosmosStorage(configuration).AddCosmosChangeFeed();
    }
}
