using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Tests.Infra;

/// <summary>What a deployment provisions is what the code expects.</summary>
public sealed class DatabaseTests
{
    private static readonly BicepObject File = BicepObject.Read("infra/modules/database.bicep");

    private static IReadOnlyList<BicepObject> Provisioned => File.Objects("containers");

    public static TheoryData<string> Containers => [.. CosmosContainers.All.Select(container => container.Id)];

    [Fact]
    public void The_database_is_the_one_that_the_code_uses_by_default() =>
        Assert.Equal(CosmosSettings.DefaultDatabase, File.Text("databaseName"));

    [Fact]
    public void The_containers_are_those_of_the_code() =>
        Assert.Equal(CosmosContainers.All.Select(container => container.Id), Provisioned.Select(container => container.Text("name")));

    [Theory, MemberData(nameof(Containers))]
    public void A_container_is_partitioned_as_in_the_code(string name) =>
        Assert.Equal([Expected(name).PartitionKeyPath], Find(name).Texts("paths"));

    [Theory, MemberData(nameof(Containers))]
    public void A_containers_documents_live_as_long_as_in_the_code(string name) =>
        Assert.Equal(Expected(name).DefaultTimeToLive, Find(name).Number("defaultTtl"));

    [Theory, MemberData(nameof(Containers))]
    public void A_container_indexes_what_it_does_in_the_code_and_nothing_else(string name)
    {
        var expected = Expected(name).IndexingPolicy;
        var provisioned = Find(name).Object("indexingPolicy", File);

        Assert.Equal(expected.IncludedPaths.Select(path => path.Path), provisioned.Texts("includedPaths"));
        Assert.Equal(expected.ExcludedPaths.Select(path => path.Path), provisioned.Texts("excludedPaths"));
        Assert.Equal(expected.IndexingMode.ToString(), provisioned.Text("indexingMode"), ignoreCase: true);
    }

    private static ContainerProperties Expected(string name) => CosmosContainers.All.Single(container => container.Id == name);

    private static BicepObject Find(string name) => Provisioned.Single(container => container.Text("name") == name);
}
