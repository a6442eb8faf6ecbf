using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>What stands between the shop and its account is told as what it is, soon, and without a secret.</summary>
public sealed class CosmosConnectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Everything_in_place_is_healthy()
    {
        await using var shop = await CosmosShop.OpenAsync();

        Assert.Equal(HealthStatus.Healthy, (await shop.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_one()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        var wrong = GatewayDouble.NewKey();
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor($"AccountEndpoint={gateway.Endpoint};AccountKey={wrong};"));

        await AssertUnavailableAsync(shop, "refused the key");
        Assert.DoesNotContain(wrong, (await shop.HealthAsync()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_right_is_told_as_one()
    {
        await using var shop = await CosmosShop.OpenAsync();
        shop.Gateway.Faults.Roll(kind => kind is RequestKind.ReadDocument or RequestKind.Batch ? Fault.ForbiddenBefore : null);

        await AssertUnavailableAsync(shop, "lacks a data role");
    }

    [Fact]
    public async Task A_missing_database_is_told_by_its_name()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString));

        await AssertUnavailableAsync(shop, $"no database '{shop.Settings.Database}'", "does not exist");
    }

    [Fact]
    public async Task Missing_containers_are_told_by_their_names()
    {
        await using var shop = await CosmosShop.OpenAsync();
        foreach (var name in new[] { ContainerNames.LiveStreams, ContainerNames.Leases })
            await shop.Client.GetContainer(shop.Settings.Database, name).DeleteContainerAsync();

        await AssertUnavailableAsync(shop, "lacks: livestreams, leases", "does not exist");
        Assert.Null(await shop.Products.FindAsync("mug", None));
    }

    [Fact]
    public async Task A_container_that_is_deleted_under_way_is_told_and_used_again_when_it_is_back()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await shop.Streams.HasStreamAsync("demo");
        await shop.Client.GetContainer(shop.Settings.Database, ContainerNames.LiveStreams).DeleteContainerAsync();

        await AssertUnavailableAsync(shop, "lacks: livestreams", "does not exist");

        await CosmosContainers.TryCreateAsync(shop.Client, shop.Settings.Database, None);
        await shop.Streams.HasStreamAsync("demo");
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_told_soon_and_used_when_it_comes_back()
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
    public async Task An_account_that_never_answers_is_told_soon()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        gateway.Faults.Roll(_ => Fault.NoAnswerBefore);
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString) with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await AssertUnavailableAsync(shop, "in time").WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_not_told_that_the_store_is_down()
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
