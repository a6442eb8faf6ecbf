using System.Reflection;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Infra;

/// <summary>The deployed functions app has the settings that the functions ask for, and only what Flex Consumption takes.</summary>
public sealed class FunctionAppTests
{
    private const string Site = "Microsoft.Web/sites";
    private const string AlwaysReady = "properties.functionAppConfig.scaleAndConcurrency.alwaysReady";

    private static IReadOnlyList<MethodInfo> ChangeFeedFunctions { get; } =
    [
        .. from type in typeof(HttpFunction).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(CosmosDBTriggerAttribute)))
           select method,
    ];

    private static IEnumerable<string> ChangeFeedFunctionNames =>
        ChangeFeedFunctions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name);

    public static TheoryData<string> Needed =>
    [
        $"{ChangeFeedTrigger.Connection}__accountEndpoint", $"{ChangeFeedTrigger.Connection}__credential",
        $"{ChangeFeedTrigger.Connection}__clientId",
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
    public async Task The_deployment_sets_what_the_functions_ask_for(string setting) =>
        Assert.Contains(setting, (await SettingsAsync()).Names());

    [Theory, MemberData(nameof(NeededLocally))]
    public void The_sample_of_local_settings_has_what_the_functions_ask_for(string setting)
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        Assert.True(sample.RootElement.GetProperty("Values").TryGetProperty(setting, out _));
    }

    [Fact]
    public async Task The_functions_sign_in_to_every_service_with_the_managed_identity()
    {
        var settings = await SettingsAsync();
        string[] connections = [ChangeFeedTrigger.Connection, RealtimeHub.Connection, "AzureWebJobsStorage"];

        Assert.All(connections, connection => Assert.Equal("managedidentity", settings.Text($"{connection}__credential")));
    }

    [Fact]
    public async Task No_deployed_setting_is_a_connection_string_with_a_key() =>
        Assert.DoesNotContain(
            (await SettingsAsync()).Names(),
            setting => setting is ChangeFeedTrigger.Connection or RealtimeHub.Connection or "AzureWebJobsStorage");

    [Fact]
    public async Task Only_site_settings_that_Flex_Consumption_accepts_are_deployed()
    {
        var site = (await Deployment.DefaultAsync()).Single(Site).At("properties.siteConfig");

        Assert.Equal(["cors", "http20Enabled", "minTlsVersion"], site.Names().Order());
    }

    [Fact]
    public async Task The_app_runs_isolated_NET_10_on_Flex_Consumption()
    {
        var deployment = await Deployment.DefaultAsync();
        var plan = deployment.Single("Microsoft.Web/serverfarms").At("sku");
        var runtime = deployment.Single(Site).At("properties.functionAppConfig.runtime");

        Assert.Equal(("FC1", "FlexConsumption"), (plan.Text("name"), plan.Text("tier")));
        Assert.Equal(("dotnet-isolated", "10.0"), (runtime.Text("name"), runtime.Text("version")));
    }

    [Fact]
    public async Task Every_function_that_reads_a_change_feed_keeps_an_instance_ready() =>
        Assert.Equal(
            ChangeFeedFunctionNames.Select(name => $"function:{name}").Append("http").Order(),
            AlwaysReadyIn(await Deployment.DefaultAsync()).Order());

    [Fact]
    public async Task No_instance_waits_for_HTTP_requests_when_none_is_asked_for() =>
        Assert.DoesNotContain("http", AlwaysReadyIn(await Deployment.OptionsAsync()));

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
    public void Triggers_name_the_containers_of_the_stores() =>
        Assert.Equal(
            [ContainerNames.LiveStreams, ContainerNames.Products, ContainerNames.Leases],
            [ChangeFeedTrigger.LiveStreams, ChangeFeedTrigger.Products, ChangeFeedTrigger.Leases]);

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
        var leases = ChangeFeedFunctions
            .Select(function => function.GetParameters().Select(parameter => parameter.GetCustomAttribute<CosmosDBTriggerAttribute>())
                .Single(trigger => trigger is not null)!)
            .Select(trigger => (trigger.LeaseContainerName, trigger.LeaseContainerPrefix))
            .ToList();

        Assert.Distinct(leases);
        Assert.All(leases, lease => Assert.Equal(ChangeFeedTrigger.Leases, lease.LeaseContainerName));
    }

    [Fact]
    public void The_host_serves_the_functions_under_the_route_prefix_api()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        Assert.Equal("api", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void Gateway_mode_is_for_the_emulator_only_because_it_makes_a_span_of_every_look_at_a_change_feed()
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));

        Assert.DoesNotContain("connectionMode", Repository.Read("host.json"), StringComparison.Ordinal);
        Assert.Equal("Gateway", sample.RootElement.Text("Values.AzureFunctionsJobHost__extensions__cosmosDB__connectionMode"));
    }

    private static async Task<JsonElement> SettingsAsync() => (await Deployment.DefaultAsync()).Single($"{Site}/config").At("properties");

    private static IEnumerable<string> AlwaysReadyIn(Deployment deployment) =>
        deployment.Single(Site).At(AlwaysReady).EnumerateArray().Select(ready => ready.Text("name"));
}
