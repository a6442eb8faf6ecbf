using LiveShop.Local.Sqlite;

namespace LiveShop.Local.Hosting;

internal static class Storage
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, LocalOptions options) =>
        services.AddSqliteStorage(options.DataDirectory);
}
