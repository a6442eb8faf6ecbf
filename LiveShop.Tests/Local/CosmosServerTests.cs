using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Local;

/// <summary>LiveShop.Local with Cosmos DB as its store.</summary>
public sealed class CosmosServerTests
{
    [Fact]
    public async Task First_start_on_Cosmos_creates_containers_loads_sample_data_and_delivers_a_pin()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var server = await StartAsync(gateway.ConnectionString);
        using var admin = await server.AdminAsync();
        await using var customer = await HubClient.JoinAsync(server.Http);

        var pinned = await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl", displayOrder = 0 });

        pinned.EnsureSuccessStatusCode();
        var state = await customer.VersionAsync((await pinned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64());
        Assert.Equal("bowl", state.GetProperty("pinnedProducts")[0].GetProperty("productId").GetString());
        Assert.Equal("up", await StoreAsync(server, "status"));
    }

    [Fact]
    public async Task A_pin_by_one_instance_is_in_the_snapshot_of_another()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var one = await StartAsync(gateway.ConnectionString);
        await using var two = await StartAsync(gateway.ConnectionString);
        using var admin = await two.AdminAsync();

        (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" })).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(async () =>
            (await one.Http.GetStringAsync("/api/livestreams/demo/pinned-products")).Contains("bowl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pin_by_one_instance_reaches_the_customers_of_another()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var one = await StartAsync(gateway.ConnectionString);
        await using var two = await StartAsync(gateway.ConnectionString);
        using var admin = await two.AdminAsync();
        await using var here = await HubClient.JoinAsync(one.Http);
        await using var there = await HubClient.JoinAsync(two.Http);

        var pinned = await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" });
        var version = (await pinned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();

        await here.VersionAsync(version);
        await there.VersionAsync(version);
    }

    [Fact]
    public async Task Server_runs_with_a_wrong_Cosmos_key_and_answers_503()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var server = await StartAsync($"AccountEndpoint={gateway.Endpoint};AccountKey={GatewayDouble.NewKey()}");

        var read = await server.Http.GetAsync("/api/livestreams/demo/pinned-products");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, read.StatusCode);
        Assert.NotNull(read.Headers.RetryAfter);
        Assert.Equal("application/problem+json", read.Content.Headers.ContentType?.MediaType);
        Assert.Equal("down", await StoreAsync(server, "status"));
        Assert.Contains("refused the key", await StoreAsync(server, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cosmos_account_that_becomes_reachable_later_is_provisioned_and_filled()
    {
        var absent = await GatewayDouble.StartAsync(FreePort.Find(Random.Shared));
        await absent.DisposeAsync();
        await using var server = await StartAsync(absent.ConnectionString);

        await using var gateway = await GatewayDouble.StartAsync(absent.Endpoint.Port, absent.Key);

        await Eventually.HoldsAsync(async () =>
        {
            var demo = await server.Http.GetAsync("/api/livestreams/demo");
            return demo.IsSuccessStatusCode && (await demo.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString() == "live";
        });
    }

    [Fact]
    public async Task A_cart_that_cannot_be_read_or_written_is_not_named_in_the_log()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var server = await StartAsync(gateway.ConnectionString);
        var cart = (await (await server.Http.PostAsync("/api/carts", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

        foreach (var fault in new[] { Fault.DroppedBefore, Fault.UnavailableBefore, Fault.ForbiddenBefore, Fault.ThrottledBefore })
        {
            foreach (var kind in new[] { RequestKind.ReadDocument, RequestKind.ReplaceDocument })
            {
                using var faults = gateway.Faults.Plan(kind, cart, Enumerable.Repeat(fault, 1000));
                using var added = await server.Http.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId = "mug" });
                Assert.Equal(HttpStatusCode.ServiceUnavailable, added.StatusCode);
            }
        }

        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(cart, StringComparison.Ordinal));
    }

    private static Task<LocalServer> StartAsync(string connectionString, params string[] settings) =>
        LocalServer.StartAsync([$"--{CosmosSettings.Connection}", connectionString, .. settings]);

    private static async Task<string?> StoreAsync(LocalServer server, string property)
    {
        var health = await server.Http.GetAsync("/api/health");
        return (await health.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("store").GetProperty(property).GetString();
    }
}
