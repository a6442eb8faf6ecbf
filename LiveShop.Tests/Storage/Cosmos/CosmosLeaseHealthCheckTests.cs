using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Against leases that the SDK's own change feed processor has written, as the Cosmos DB trigger does.</summary>
public sealed class CosmosLeaseHealthCheckTests : IAsyncLifetime
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly FeedSubscription Streams = new(ContainerNames.LiveStreams, "publish", 100);

    private readonly ShiftedClock clock = new();
    private GatewayDouble gateway = null!;
    private CosmosTestStore store = null!;

    public async Task InitializeAsync()
    {
        gateway = await GatewayDouble.StartAsync();
        store = await CosmosTestStore.CreateAsync(gateway.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_that_an_instance_reads_is_healthy_also_without_changes()
    {
        await using var listener = new FeedListener(store.Feed, Streams);

        await Eventually.HoldsAsync(async () => (await CheckAsync()).Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_feed_that_nobody_has_ever_read_is_degraded() =>
        await AssertDegradedAsync("No instance has taken a lease of the change feed 'publish'");

    [Fact]
    public async Task The_leases_of_another_consumer_do_not_count()
    {
        await using var listener = new FeedListener(store.Feed, Streams with { Consumer = "publish-elsewhere" });
        await store.Streams.HasStreamAsync("demo");
        await listener.UntilHasAsync("demo");

        await AssertDegradedAsync("No instance has taken a lease");
    }

    [Fact]
    public async Task A_feed_whose_leases_are_no_longer_renewed_is_degraded()
    {
        await using (var listener = new FeedListener(store.Feed, Streams))
        {
            await store.Streams.HasStreamAsync("demo");
            await listener.UntilHasAsync("demo");
        }

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        clock.Shift = MaxAge + TimeSpan.FromSeconds(2);

        await AssertDegradedAsync("No lease of the change feed 'publish' was renewed for 3");
    }

    [Fact]
    public async Task A_feed_whose_listener_starts_again_is_healthy_again()
    {
        await using (var listener = new FeedListener(store.Feed, Streams))
        {
            await store.Streams.HasStreamAsync("demo");
            await listener.UntilHasAsync("demo");
        }

        clock.Shift = MaxAge - TimeSpan.FromSeconds(1);
        await Eventually.HoldsAsync(async () => (await CheckAsync()).Status == HealthStatus.Degraded);
        await using var again = new FeedListener(store.Feed, Streams);

        await Eventually.HoldsAsync(async () => (await CheckAsync()).Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_missing_leases_container_is_degraded_with_its_name()
    {
        var client = store.Services.GetRequiredService<CosmosClient>();
        var database = store.Services.GetRequiredService<CosmosSettings>().Database;
        await client.GetContainer(database, ContainerNames.Leases).DeleteContainerAsync();

        await AssertDegradedAsync("'leases'");
    }

    [Fact]
    public async Task An_account_that_fails_is_degraded_and_not_an_exception()
    {
        gateway.Faults.Roll(kind => kind == RequestKind.Query ? Fault.ForbiddenBefore : null);

        await AssertDegradedAsync("refused access (403)");

        gateway.Faults.Clear();
    }

    private async Task AssertDegradedAsync(string description)
    {
        var result = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains(description, result.Description, StringComparison.Ordinal);
    }

    private Task<HealthCheckResult> CheckAsync() => new CosmosLeaseHealthCheck(
        store.Services.GetRequiredService<CosmosClient>(), store.Services.GetRequiredService<CosmosSettings>(), clock, Streams.Consumer, MaxAge)
        .CheckHealthAsync(new HealthCheckContext());

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
