using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Tests.Infra;

/// <summary>The deployed database is the one that the code expects.</summary>
public sealed class DatabaseTests
{
    private const string Account = "Microsoft.DocumentDB/databaseAccounts";
    private const string Database = $"{Account}/sqlDatabases";
    private const string RoleAssignments = $"{Account}/sqlRoleAssignments";
    private const string DataReader = "00000000-0000-0000-0000-000000000001";
    private const string DataContributor = "00000000-0000-0000-0000-000000000002";

    public static TheoryData<string> Containers => [.. CosmosContainers.All.Select(container => container.Id)];

    [Fact]
    public async Task The_deployed_database_has_the_name_that_the_code_uses_by_default() =>
        Assert.Equal(CosmosSettings.DefaultDatabase, (await Deployment.DefaultAsync()).Single(Database).Text("properties.resource.id"));

    [Fact]
    public async Task The_deployed_containers_are_those_of_the_code_with_the_leases_among_them()
    {
        var deployed = ContainersOf(await Deployment.DefaultAsync()).Keys;

        Assert.Equal(CosmosContainers.All.Select(container => container.Id).Order(), deployed.Order());
        Assert.Contains(ContainerNames.Leases, deployed);
    }

    [Theory, MemberData(nameof(Containers))]
    public async Task A_deployed_container_has_the_partition_key_of_the_code(string name) =>
        Assert.Equal($"[\"{Expected(name).PartitionKeyPath}\"]", Compact((await DeployedAsync(name)).At("partitionKey.paths")));

    [Theory, MemberData(nameof(Containers))]
    public async Task A_deployed_container_has_the_time_to_live_of_the_code(string name)
    {
        var deployed = (await DeployedAsync(name)).TryGetProperty("defaultTtl", out var seconds) ? seconds.GetInt32() : (int?)null;

        Assert.Equal(Expected(name).DefaultTimeToLive, deployed);
    }

    [Theory, MemberData(nameof(Containers))]
    public async Task A_deployed_container_indexes_the_paths_of_the_code_and_no_others(string name)
    {
        var expected = Expected(name).IndexingPolicy;
        var deployed = (await DeployedAsync(name)).At("indexingPolicy");

        Assert.Equal(expected.IncludedPaths.Select(path => path.Path), Paths(deployed.At("includedPaths")));
        Assert.Equal(expected.ExcludedPaths.Select(path => path.Path), Paths(deployed.At("excludedPaths")));
        Assert.Equal(expected.IndexingMode.ToString(), deployed.Text("indexingMode"), ignoreCase: true);
    }

    [Theory, MemberData(nameof(Containers))]
    public async Task A_deployed_container_has_the_composite_indexes_of_the_code(string name)
    {
        var deployed = (await DeployedAsync(name)).At("indexingPolicy").TryGetProperty("compositeIndexes", out var indexes)
            ? indexes.EnumerateArray().Select(index => Compact(index)).ToList()
            : [];

        Assert.Equal(
            Expected(name).IndexingPolicy.CompositeIndexes.Select(index => JsonSerializer.Serialize(
                index.Select(path => new { path = path.Path, order = JsonNamingPolicy.CamelCase.ConvertName($"{path.Order}") }))),
            deployed);
    }

    [Fact]
    public async Task The_account_is_serverless_unless_a_throughput_is_set()
    {
        var deployment = await Deployment.DefaultAsync();

        var capability = Assert.Single(deployment.Single(Account).At("properties.capabilities").EnumerateArray());
        Assert.Equal("EnableServerless", capability.Text("name"));
        Assert.All(deployment.All($"{Database}/containers"), container => Assert.Empty(container.At("properties.options").Names()));
    }

    [Fact]
    public async Task Every_container_scales_up_to_the_throughput_that_is_set()
    {
        var deployment = await Deployment.OptionsAsync();

        Assert.Empty(deployment.Single(Account).At("properties.capabilities").EnumerateArray());
        Assert.All(
            deployment.All($"{Database}/containers"),
            container => Assert.Equal("20000", container.Text("properties.options.autoscaleSettings.maxThroughput")));
    }

    [Fact]
    public async Task Only_the_functions_may_reach_the_data_by_default() =>
        Assert.EndsWith(
            $"/sqlRoleDefinitions/{DataContributor}",
            (await Deployment.DefaultAsync()).Single(RoleAssignments).Text("properties.roleDefinitionId"),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_person_who_is_named_may_read_the_data_and_not_write_it()
    {
        var assignments = (await Deployment.OptionsAsync()).All(RoleAssignments);

        var person = Assert.Single(assignments, role => role.Text("properties.principalId") == Deployment.DataReader);
        Assert.EndsWith($"/sqlRoleDefinitions/{DataReader}", person.Text("properties.roleDefinitionId"), StringComparison.Ordinal);
    }

    private static ContainerProperties Expected(string name) => CosmosContainers.All.Single(container => container.Id == name);

    private static async Task<JsonElement> DeployedAsync(string name) => ContainersOf(await Deployment.DefaultAsync())[name];

    private static Dictionary<string, JsonElement> ContainersOf(Deployment deployment) =>
        deployment.All($"{Database}/containers").Select(container => container.At("properties.resource"))
            .ToDictionary(container => container.Text("id"));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static IEnumerable<string> Paths(JsonElement list) => list.EnumerateArray().Select(path => path.Text("path"));
}
