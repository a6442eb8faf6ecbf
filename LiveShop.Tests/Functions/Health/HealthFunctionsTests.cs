using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Functions;
using LiveShop.Functions.Health;
using LiveShop.Tests.Local;
using LiveShop.Tests.Storage.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Functions.Health;

public sealed class HealthFunctionsTests
{
    private const string Secret = "AccountKey=c2VjcmV0";

    [Fact]
    public async Task Health_reports_store_and_feed_as_up()
    {
        await using var server = await LocalServer.StartAsync();

        using var answer = await server.Http.GetAsync("/api/health").IsAsync(HttpStatusCode.OK);

        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("up", health.Text("status"));
        Assert.Equal(["feed", "payments", "store"], health.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order());
        Assert.All(health.GetProperty("checks").EnumerateObject(), check => Assert.Equal("up", check.Value.Text("status")));
    }

    [Fact]
    public async Task Degraded_check_is_reported_with_status_200()
    {
        var health = await HealthAsync(() => HealthCheckResult.Degraded("It is 20 s behind."), HttpStatusCode.OK);

        Assert.Equal("degraded", health.Text("status"));
        Assert.Equal(("degraded", "It is 20 s behind."), (Check(health).Text("status"), Check(health).Text("detail")));
    }

    [Fact]
    public async Task Failed_check_is_503_with_its_reason()
    {
        var unavailable = new StoreUnavailableException("The disk is full.", TimeSpan.FromSeconds(1));

        Assert.Equal("The disk is full.", Check(await HealthAsync(() => new(HealthStatus.Unhealthy, unavailable.Message, unavailable), HttpStatusCode.ServiceUnavailable)).Text("detail"));
        Assert.Equal("The disk is full.", Check(await HealthAsync(() => throw unavailable, HttpStatusCode.ServiceUnavailable)).Text("detail"));
    }

    [Fact]
    public async Task Unexpected_exception_in_a_health_check_is_not_disclosed()
    {
        var health = await HealthAsync(() => throw new InvalidOperationException($"{Secret} at /home/ann"), HttpStatusCode.ServiceUnavailable);

        Assert.Equal("down", Check(health).Text("status"));
        Assert.DoesNotContain(Secret, health.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_hosts_name_SignalR_and_the_feed_and_stay_ready_while_both_are_silent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await GatewayDouble.StartAsync();
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureSignalRConnectionString:serviceUri"] = $"http://{silent.LocalEndpoint}",
        }).Build();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddLiveShopFunctions().AddAzureHealthChecks().AddPaymentHealthCheck()
            .AddCosmosStorage(CosmosTestStore.SettingsFor(gateway.ConnectionString));
        await using var provider = services.BuildServiceProvider();
        Assert.True(await CosmosContainers.TryCreateAsync(
            provider.GetRequiredService<CosmosClient>(), provider.GetRequiredService<CosmosSettings>().Database, CancellationToken.None));

        var health = HealthResource.Of(await provider.GetRequiredService<HealthReports>().GetAsync(CancellationToken.None));

        Assert.Equal(HealthState.Degraded, health.Status);
        Assert.Equal(
            [("feed", HealthState.Degraded), ("payments", HealthState.Up), ("signalr", HealthState.Degraded), ("store", HealthState.Up)],
            health.Checks.Select(check => (check.Key, check.Value.Status)).Order());
        Assert.Contains("timeout", health.Checks["signalr"].Detail, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonElement Check(JsonElement health) => health.GetProperty("checks").GetProperty("test");

    private static async Task<JsonElement> HealthAsync(Func<HealthCheckResult> check, HttpStatusCode status)
    {
        await using var server = await LocalServer.StartAsync(null, services => services.AddHealthChecks().AddCheck("test", check));
        return await server.Http.GetAsync("/api/health").JsonAsync(status);
    }
}
