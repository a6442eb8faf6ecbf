using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Connection problems are reported by their cause, soon, and without a secret.</summary>
public sealed class CosmosConnectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Complete_Cosmos_setup_is_healthy()
    {
        await using var shop = await CosmosShop.OpenAsync();

        Assert.Equal(HealthStatus.Healthy, (await shop.HealthAsync()).Status);
    }

    [Fact]
    public async Task Wrong_key_is_reported_as_a_wrong_key()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        var wrong = GatewayDouble.NewKey();
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor($"AccountEndpoint={gateway.Endpoint};AccountKey={wrong};"));

        await AssertUnavailableAsync(shop, "refused the key");
        Assert.DoesNotContain(wrong, (await shop.HealthAsync()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_data_role_is_reported_as_a_missing_role()
    {
        await using var shop = await CosmosShop.OpenAsync();
        shop.Gateway.Faults.Roll(kind => kind is RequestKind.ReadDocument or RequestKind.Batch ? Fault.ForbiddenBefore : null);

        await AssertUnavailableAsync(shop, "lacks a data role");
    }

    [Fact]
    public async Task Missing_database_is_reported_by_name()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString));

        await AssertUnavailableAsync(shop, $"no database '{shop.Settings.Database}'", "does not exist");
    }

    [Fact]
    public async Task Missing_containers_are_reported_by_name()
    {
        await using var shop = await CosmosShop.OpenAsync();
        foreach (var name in new[] { ContainerNames.LiveStreams, ContainerNames.Leases })
            await shop.Client.GetContainer(shop.Settings.Database, name).DeleteContainerAsync();

        await AssertUnavailableAsync(shop, "lacks: livestreams, leases", "does not exist");
        Assert.Null(await shop.Products.FindAsync("mug", None));
    }

    [Fact]
    public async Task Container_deleted_at_runtime_is_reported_and_used_again_when_recreated()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await shop.Streams.HasStreamAsync("demo");
        await shop.Client.GetContainer(shop.Settings.Database, ContainerNames.LiveStreams).DeleteContainerAsync();

        await AssertUnavailableAsync(shop, "lacks: livestreams", "does not exist");

        await CosmosContainers.TryCreateAsync(shop.Client, shop.Settings.Database, None);
        await shop.Streams.HasStreamAsync("demo");
    }

    [Fact]
    public async Task Unreachable_account_is_reported_soon_and_used_when_it_is_back()
    {
        var before = await GatewayDouble.StartAsync(FreePort.Find(Random.Shared));
        await before.DisposeAsync();
        await using var shop = CosmosShop.On(before, CosmosTestStore.SettingsFor(before.ConnectionString) with { RequestTimeout = TimeSpan.FromSeconds(2) });

        await AssertUnavailableAsync(shop, "cannot be reached|did not answer in time").WaitAsync(TimeSpan.FromSeconds(60));

        await using var gateway = await GatewayDouble.StartAsync(before.Endpoint.Port, before.Key);
        await Eventually.HoldsAsync(async () => (await shop.HealthAsync()).Description!.Contains("no database", StringComparison.Ordinal));
        Assert.True(await CosmosContainers.TryCreateAsync(shop.Client, shop.Settings.Database, None));
        await shop.Streams.HasStreamAsync("demo");
        Assert.Equal(HealthStatus.Healthy, (await shop.HealthAsync()).Status);
    }

    [Fact]
    public async Task Account_that_never_answers_is_reported_soon()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        gateway.Faults.Roll(_ => Fault.NoAnswerBefore);
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString) with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await AssertUnavailableAsync(shop, "in time").WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Cancelled_call_is_not_reported_as_an_unavailable_store()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        gateway.Faults.Roll(_ => Fault.NoAnswerBefore);
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString));
        using var gone = new CancellationTokenSource();

        var asked = shop.Streams.FindAsync("demo", gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    /// <param name="health">A pattern of what the health check says; requests are told the same unless <paramref name="message"/> says what.</param>
    private static async Task AssertUnavailableAsync(CosmosShop shop, string health, string? message = null)
    {
        var decision = Samples.NewStream("new");
        foreach (var call in new Func<Task>[]
        {
            () => shop.Streams.FindAsync("demo", None),
            () => shop.Streams.TryCreateAsync(decision.Stream, decision.Change!, None),
            () => shop.StreamCommands.StartAsync("demo", Caller.System, None),
        })
        {
            var told = await Assert.ThrowsAsync<StoreUnavailableException>(call);
            Assert.True(told.RetryAfter > TimeSpan.Zero);
            Assert.Matches(message ?? health, told.Message);
        }

        var report = await shop.HealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Matches(health, report.Description);
    }
}
