using System.Globalization;
using System.Text.Json;
using LiveShop.Blobs;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Orders;
using LiveShop.Functions.Realtime;
using LiveShop.Functions.Shop;

namespace LiveShop.Tests.Infra;

/// <summary>The deployed functions app has the settings that the functions ask for, and only what Flex Consumption takes.</summary>
public sealed class FunctionAppTests
{
    private const string RetentionDays = $"{OrderOptions.Section}__{nameof(OrderOptions.RetentionDays)}";
    private const string PagesUrl = $"{PagesOptions.Section}__{nameof(PagesOptions.Url)}";

    public const string Site = "Microsoft.Web/sites";
    public const string AlwaysReady = "properties.functionAppConfig.scaleAndConcurrency.alwaysReady";

    public static TheoryData<string> Needed =>
    [
        $"{ChangeFeedTrigger.Connection}__accountEndpoint", $"{ChangeFeedTrigger.Connection}__credential",
        $"{ChangeFeedTrigger.Connection}__clientId",
        ChangeFeedTrigger.Database.Trim('%'),
        $"{RealtimeHub.Connection}__serviceUri", $"{RealtimeHub.Connection}__credential", $"{RealtimeHub.Connection}__clientId",
        $"Auth__{nameof(OidcOptions.Authority)}", $"Auth__{nameof(OidcOptions.Audience)}", PagesUrl, RetentionDays,
        $"{BlobSettings.Connection}__blobServiceUri", $"{BlobSettings.Connection}__credential", $"{BlobSettings.Connection}__clientId",
    ];

    public static TheoryData<string> NeededLocally =>
    [
        ChangeFeedTrigger.Connection, ChangeFeedTrigger.Database.Trim('%'), RealtimeHub.Connection, BlobSettings.Connection,
        $"Auth__{nameof(OidcOptions.Authority)}", $"Auth__{nameof(OidcOptions.Audience)}", PagesUrl,
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
        string[] connections = [ChangeFeedTrigger.Connection, RealtimeHub.Connection, BlobSettings.Connection, "AzureWebJobsStorage"];

        Assert.All(connections, connection => Assert.Equal("managedidentity", settings.Text($"{connection}__credential")));
    }

    [Fact]
    public async Task No_deployed_setting_is_a_connection_string_with_a_key() =>
        Assert.DoesNotContain(
            (await SettingsAsync()).Names(),
            setting => setting is ChangeFeedTrigger.Connection or RealtimeHub.Connection or BlobSettings.Connection or "AzureWebJobsStorage");

    [Fact]
    public async Task Stripes_secrets_are_references_to_the_vault_and_only_there_when_customers_pay_with_Stripe()
    {
        var stripe = (await Deployment.OptionsAsync()).Single($"{Site}/config").At("properties");

        Assert.All(
            ["Payments__Stripe__SecretKey", "Payments__Stripe__WebhookSecret"],
            setting => Assert.StartsWith("@Microsoft.KeyVault(SecretUri=", ReferenceOf(stripe.Text(setting)), StringComparison.Ordinal));
        Assert.DoesNotContain((await SettingsAsync()).Names(), setting => setting.StartsWith("Payments__", StringComparison.Ordinal));

        // What is known only after the deployment stays an expression.
        static string ReferenceOf(string setting) => setting.TrimStart('[').Replace("format('", "", StringComparison.Ordinal);
    }

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
    public async Task No_instance_waits_for_HTTP_requests_when_none_is_asked_for() =>
        Assert.DoesNotContain(
            (await Deployment.OptionsAsync()).Single(Site).At(AlwaysReady).EnumerateArray(),
            ready => ready.Text("name") == "http");

    [Fact]
    public void The_host_serves_the_functions_under_the_route_prefix_api()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        Assert.Equal("api", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void A_function_ends_long_before_a_released_reservation_is_dropped()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var timeout = TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture);

        Assert.InRange(timeout, TimeSpan.FromMinutes(5), LiveShop.Core.Stock.Reservation.ReleasedLifetime / 100);
    }

    private static async Task<JsonElement> SettingsAsync() => (await Deployment.DefaultAsync()).Single($"{Site}/config").At("properties");
}
