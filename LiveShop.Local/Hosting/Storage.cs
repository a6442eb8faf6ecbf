using LiveShop.Blobs;
using LiveShop.Core.Media;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Cosmos.ChangeFeed;
using LiveShop.Local.Media;
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

    /// <summary>
    /// Pictures in the storage account of the setting <c>MediaStorage</c>, which processes that share a Cosmos DB account also
    /// have to share, or else in the data folder.
    /// </summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration) =>
        BlobSettings.IsConfigured(configuration)
            ? services.AddBlobMedia(configuration)
            : services.AddSingleton<IMediaStore, FolderMediaStore>();

    private static string DataDirectory(IServiceProvider provider) => provider.GetRequiredService<LocalOptions>().DataDirectory;
}
