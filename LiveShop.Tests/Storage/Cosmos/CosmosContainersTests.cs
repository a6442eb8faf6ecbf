using LiveShop.Core.Carts;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Tests.Storage.Cosmos;

public sealed class CosmosContainersTests
{
    [Fact]
    public void Streams_and_products_share_a_partition_with_their_journals_and_everything_else_lies_by_its_id() =>
        Assert.Equal(
            [("livestreams", "/streamId"), ("catalog", "/productId"), ("carts", "/id"), ("orders", "/id"), ("settings", "/id"), ("leases", "/id")],
            CosmosContainers.All.Select(container => (container.Id, container.PartitionKeyPath)));

    [Fact]
    public void Only_carts_expire_by_default_and_only_products_hold_documents_that_do()
    {
        var lifetimes = CosmosContainers.All.ToDictionary(container => container.Id, container => container.DefaultTimeToLive);

        Assert.Null(lifetimes["livestreams"]);
        Assert.Null(lifetimes["settings"]);
        Assert.Null(lifetimes["leases"]);
        Assert.Null(lifetimes["orders"]);
        Assert.Equal(-1, lifetimes["catalog"]);
        Assert.Equal((int)Cart.Lifetime.TotalSeconds, lifetimes["carts"]);
    }

    [Fact]
    public void Only_the_listed_paths_are_indexed()
    {
        Assert.All(CosmosContainers.All, container => Assert.Equal("/*", Assert.Single(container.IndexingPolicy.ExcludedPaths).Path));
        Assert.All(CosmosContainers.All.SelectMany(container => container.IndexingPolicy.IncludedPaths), path => Assert.EndsWith("/?", path.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Existing_containers_are_left_unchanged()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await shop.Streams.HasStreamAsync("demo");

        Assert.True(await CosmosContainers.TryCreateAsync(shop.Client, shop.Settings.Database, CancellationToken.None));

        Assert.NotNull(await shop.Streams.FindAsync("demo", CancellationToken.None));
    }

    [Fact]
    public async Task Missing_permission_to_create_containers_is_not_an_error()
    {
        await using var gateway = await GatewayDouble.StartAsync();
        gateway.Faults.Roll(kind => kind is RequestKind.Database ? Fault.ForbiddenBefore : null);
        await using var shop = CosmosShop.On(gateway, CosmosTestStore.SettingsFor(gateway.ConnectionString));

        Assert.False(await CosmosContainers.TryCreateAsync(shop.Client, shop.Settings.Database, CancellationToken.None));
    }

    [Fact]
    public async Task A_container_with_another_partition_key_is_refused()
    {
        await using var shop = await CosmosShop.OpenAsync();
        Database database = await shop.Client.CreateDatabaseAsync("another");
        await database.CreateContainerAsync(new ContainerProperties("livestreams", "/id"));

        await Assert.ThrowsAsync<ArgumentException>(() => CosmosContainers.TryCreateAsync(shop.Client, "another", CancellationToken.None));
    }
}
