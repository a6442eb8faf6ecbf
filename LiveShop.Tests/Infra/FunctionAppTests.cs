using System.Reflection;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Tests.Infra;

/// <summary>The settings that a deployment gives the functions are those that the functions ask for.</summary>
public sealed class FunctionAppTests
{
    private static readonly BicepObject Module = BicepObject.Read("infra/modules/functions.bicep");

    private static IReadOnlyList<string> Settings => Module.Objects("configs").Single().Names("properties");

    private static IReadOnlyList<MethodInfo> ChangeFeedFunctions { get; } =
    [
        .. from type in typeof(HttpFunction).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(CosmosDBTriggerAttribute)))
           select method,
    ];

    public static TheoryData<string> Needed =>
    [
        $"{ChangeFeedTrigger.Connection}__accountEndpoint", $"{ChangeFeedTrigger.Connection}__credential", $"{ChangeFeedTrigger.Connection}__clientId",
        ChangeFeedTrigger.Database.Trim('%'),
        $"{RealtimeHub.Connection}__serviceUri", $"{RealtimeHub.Connection}__credential", $"{RealtimeHub.Connection}__clientId",
        $"Auth__{nameof(OidcOptions.Authority)}", $"Auth__{nameof(OidcOptions.Audience)}",
    ];

    public static TheoryData<string> NeededLocally =>
    [
        ChangeFeedTrigger.Connection, ChangeFeedTrigger.Database.Trim('%'), RealtimeHub.Connection,
        $"Auth__{nameof(OidcOptions.Authority)}", $"Auth__{nameof(OidcOptions.Audience)}",
    ];

    [Theory, MemberData(nameof(Needed))]
    public void A_deployment_sets_what_the_functions_ask_for(string setting) => Assert.Contains(setting, Settings);

    [Theory, MemberData(nameof(NeededLocally))]
    public void The_sample_of_local_settings_has_what_the_functions_ask_for(string setting)
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        Assert.True(sample.RootElement.GetProperty("Values").TryGetProperty(setting, out _));
    }

    [Fact]
    public void Triggers_and_stores_read_the_same_settings()
    {
        Assert.Equal(CosmosSettings.Connection, ChangeFeedTrigger.Connection);
        Assert.Equal($"%{CosmosSettings.DatabaseSetting}%", ChangeFeedTrigger.Database);
    }

    [Fact]
    public void Triggers_name_the_containers_of_the_stores() =>
        Assert.Equal(
            [ContainerNames.LiveStreams, ContainerNames.Products, ContainerNames.Leases],
            [ChangeFeedTrigger.LiveStreams, ChangeFeedTrigger.Products, ChangeFeedTrigger.Leases]);

    [Fact]
    public void No_setting_holds_a_key() =>
        Assert.DoesNotContain(Settings, setting => setting is ChangeFeedTrigger.Connection or RealtimeHub.Connection or "AzureWebJobsStorage");

    [Fact]
    public void Every_function_that_reads_a_change_feed_keeps_an_instance_ready() =>
        Assert.Equal(
            ChangeFeedFunctions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name).Order(),
            Module.Texts("changeFeedFunctions").Order());

    [Fact]
    public void Every_function_that_reads_a_change_feed_tries_a_failed_batch_for_ever()
    {
        Assert.NotEmpty(ChangeFeedFunctions);
        Assert.All(ChangeFeedFunctions, function =>
            Assert.Equal(-1, function.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(ExponentialBackoffRetryAttribute)).ConstructorArguments[0].Value));
    }

    [Fact]
    public void Functions_that_read_the_same_change_feed_keep_their_places_apart()
    {
        var places = ChangeFeedFunctions
            .Select(function => function.GetParameters().Select(parameter => parameter.GetCustomAttribute<CosmosDBTriggerAttribute>()).Single(trigger => trigger is not null)!)
            .Select(trigger => (trigger.LeaseContainerName, trigger.LeaseContainerPrefix))
            .ToList();

        Assert.Distinct(places);
        Assert.All(places, place => Assert.Equal(ChangeFeedTrigger.Leases, place.LeaseContainerName));
    }

    [Fact]
    public void The_host_serves_the_functions_where_the_contract_says()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        Assert.Equal("api", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }
}
