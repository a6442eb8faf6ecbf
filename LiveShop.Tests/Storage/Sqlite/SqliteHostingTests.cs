using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class SqliteHostingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_host_has_the_stores_the_feed_and_a_health_check_that_reads()
    {
        using var host = HostWith(folder.Path);
        await host.StartAsync();
        var services = host.Services;

        await services.GetRequiredService<ILiveStreamStore>().HasStreamAsync("demo");
        Assert.NotNull(services.GetRequiredService<IProductStore>());
        Assert.NotNull(services.GetRequiredService<ICartStore>());
        await using (var listener = new FeedListener(services.GetRequiredService<IChangeFeed>(), new("livestreams", "publish", 10)))
            await listener.UntilHasAsync("demo");
        Assert.Equal(HealthStatus.Healthy, await StoreHealthAsync(services));

        await services.GetRequiredService<SqliteStorage>().DisposeAsync();
        Assert.Equal(HealthStatus.Unhealthy, await StoreHealthAsync(services));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_closes_the_store_when_it_goes()
    {
        using (var host = HostWith(folder.Path))
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        using var next = HostWith(folder.Path);
        await next.StartAsync();
        await next.StopAsync();
    }

    [Fact]
    public async Task A_host_with_a_folder_that_cannot_be_used_starts_nothing()
    {
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "A file.");
        var started = false;
        using var host = HostWith(file, services => services.AddHostedService(_ => new Server(() => started = true)));

        await Assert.ThrowsAsync<DataFolderException>(() => host.StartAsync());

        Assert.False(started);
    }

    private static IHost HostWith(string dataDirectory, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateApplicationBuilder();
        more?.Invoke(builder.Services);
        builder.Services.AddSqliteStorage(_ => dataDirectory);
        return builder.Build();
    }

    private static async Task<HealthStatus> StoreHealthAsync(IServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["store"].Status;

    private sealed class Server(Action started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
