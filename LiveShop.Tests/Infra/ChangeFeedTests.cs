using System.Reflection;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Functions.Http;
using LiveShop.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Infra;

/// <summary>The functions that read a change feed find it in Azure, and are kept ready and watched there.</summary>
public sealed class ChangeFeedTests
{
    private static IReadOnlyList<MethodInfo> ChangeFeedFunctions { get; } =
    [
        .. from type in typeof(HttpFunction).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(CosmosDBTriggerAttribute)))
           select method,
    ];

    private static IEnumerable<CosmosDBTriggerAttribute> Triggers =>
        ChangeFeedFunctions.Select(function => function.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<CosmosDBTriggerAttribute>())
            .Single(trigger => trigger is not null)!);

    private static IEnumerable<string> ChangeFeedFunctionNames =>
        ChangeFeedFunctions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name);

    [Fact]
    public async Task Every_function_that_reads_a_change_feed_keeps_an_instance_ready() =>
        Assert.Equal(
            ChangeFeedFunctionNames.Select(name => $"function:{name}").Append("http").Order(),
            (await Deployment.DefaultAsync()).Single(FunctionAppTests.Site).At(FunctionAppTests.AlwaysReady).EnumerateArray()
                .Select(ready => ready.Text("name")).Order());

    [Fact]
    public async Task An_alert_watches_every_function_that_reads_a_change_feed()
    {
        var queries = (await Deployment.DefaultAsync()).All("Microsoft.Insights/scheduledQueryRules")
            .Select(alert => alert.At("properties.criteria.allOf")[0].Text("query"));

        Assert.Contains(queries, query => ChangeFeedFunctionNames.All(name => query.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Triggers_and_stores_read_the_same_settings()
    {
        Assert.Equal(CosmosSettings.Connection, ChangeFeedTrigger.Connection);
        Assert.Equal($"%{CosmosSettings.DatabaseSetting}%", ChangeFeedTrigger.Database);
    }

    [Fact]
    public void Triggers_read_containers_of_the_stores()
    {
        Assert.NotEmpty(Triggers);
        Assert.All(Triggers, trigger => Assert.Contains(trigger.ContainerName, new[] { ContainerNames.LiveStreams, ContainerNames.Catalog, ContainerNames.Orders }));
    }

    [Fact]
    public void Every_function_that_reads_a_change_feed_retries_a_failed_batch_without_end()
    {
        Assert.NotEmpty(ChangeFeedFunctions);
        Assert.All(ChangeFeedFunctions, function => Assert.Equal(
            -1,
            function.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(ExponentialBackoffRetryAttribute))
                .ConstructorArguments[0].Value));
    }

    [Fact]
    public void Functions_that_read_the_same_change_feed_keep_separate_leases()
    {
        var leases = Triggers.Select(trigger => (trigger.LeaseContainerName, trigger.LeaseContainerPrefix)).ToList();

        Assert.Distinct(leases);
        Assert.All(leases, lease => Assert.Equal(ContainerNames.Leases, lease.LeaseContainerName));
    }

    [Fact]
    public void Gateway_mode_is_for_the_emulator_only_because_it_makes_a_span_of_every_look_at_a_change_feed()
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));

        Assert.DoesNotContain("connectionMode", Repository.Read("host.json"), StringComparison.Ordinal);
        Assert.Equal("Gateway", sample.RootElement.Text("Values.AzureFunctionsJobHost__extensions__cosmosDB__connectionMode"));
    }
}
