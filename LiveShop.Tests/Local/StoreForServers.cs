using LiveShop.Cosmos;
using LiveShop.Tests.Storage.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

public enum StoreKind
{
    Sqlite,
    Cosmos,
}

/// <summary>An empty store of either kind that outlives the servers on it.</summary>
internal sealed class StoreForServers : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();

    private StoreForServers(GatewayDouble? gateway) => Gateway = gateway;

    /// <summary>The account, of Cosmos DB.</summary>
    public GatewayDouble? Gateway { get; }

    public static async Task<StoreForServers> CreateAsync(StoreKind kind) =>
        new(kind == StoreKind.Cosmos ? await GatewayDouble.StartAsync() : null);

    /// <param name="instance">Has a data folder of its own, and finds there what it left when it ran before. On SQLite there can be one only.</param>
    public Task<LocalServer> StartAsync(Action<IServiceCollection>? configure = null, string instance = "one") => LocalServer.StartAsync(
        DataDirectory(instance),
        services =>
        {
            services.AddSingleton(CosmosTestStore.Impatient);
            configure?.Invoke(services);
        },
        ["--LiveShop:SampleData", "false", .. Gateway is null ? Array.Empty<string>() : [$"--{CosmosSettings.Connection}", Gateway.ConnectionString]]);

    public string DataDirectory(string instance = "one") => Path.Combine(data.Path, instance);

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        data.Dispose();
    }
}
