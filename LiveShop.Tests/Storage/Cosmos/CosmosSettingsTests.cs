using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LiveShop.Tests.Storage.Cosmos;

public sealed class CosmosSettingsTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    private const string Account = $"AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey={Key};";

    [Fact]
    public void A_connection_string_opens_the_account_with_its_key_and_straight_to_the_replicas()
    {
        var settings = From(("CosmosDBConnection", Account));

        Assert.Equal(new Uri("https://shop.documents.azure.com:443/"), settings.Endpoint);
        Assert.Equal("liveshop", settings.Database);
        var options = CosmosClientFactory.OptionsFor(settings);
        Assert.Equal(ConnectionMode.Direct, options.ConnectionMode);
        Assert.False(options.LimitToEndpoint);
        Assert.Equal(ReadConsistencyStrategy.LatestCommitted, options.ReadConsistencyStrategy);
    }

    [Fact]
    public void An_address_alone_opens_the_account_with_an_identity()
    {
        var settings = From(
            ("CosmosDBConnection:accountEndpoint", "https://shop.documents.azure.com/"),
            ("CosmosDBConnection:credential", "managedidentity"),
            ("CosmosDBConnection:clientId", "00000000-0000-0000-0000-000000000001"),
            ("CosmosDBDatabase", "another"));

        Assert.Null(settings.ConnectionString);
        Assert.True(settings.RequiresManagedIdentity);
        Assert.Equal("another", settings.Database);
        using var client = CosmosClientFactory.Create(settings);
        Assert.Equal(settings.Endpoint, client.Endpoint);
    }

    [Theory]
    [InlineData("AccountEndpoint=http://localhost:8081/;AccountKey=" + Key)]
    [InlineData("AccountEndpoint=https://localhost:8081/;AccountKey=" + Key)]
    [InlineData("AccountEndpoint=http://cosmosdb:8081/;AccountKey=" + Key)]
    public void An_emulator_is_reached_through_its_gateway_only(string connection)
    {
        var options = CosmosClientFactory.OptionsFor(From(("CosmosDBConnection", connection)));

        Assert.Equal(ConnectionMode.Gateway, options.ConnectionMode);
        Assert.True(options.LimitToEndpoint);
        Assert.Null(options.ReadConsistencyStrategy);
    }

    [Fact]
    public void Gateway_mode_is_configurable() =>
        Assert.True(From(("CosmosDBConnection", Account), ("CosmosDBGatewayMode", "true")).UsesGateway);

    [Fact]
    public void Cosmos_is_not_configured_without_settings()
    {
        Assert.False(CosmosSettings.IsConfigured(Configuration()));
        Assert.False(CosmosSettings.IsConfigured(Configuration(("CosmosDBConnection", " "))));
        Assert.True(CosmosSettings.IsConfigured(Configuration(("CosmosDBConnection", Account))));
        Assert.True(CosmosSettings.IsConfigured(Configuration(("CosmosDBConnection:accountEndpoint", "https://shop.documents.azure.com/"))));
    }

    [Theory]
    [InlineData("CosmosDBConnection", "nonsense", "CosmosDBConnection is not a connection string")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=https://shop.documents.azure.com/;", "CosmosDBConnection has no AccountKey")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=https://shop.documents.azure.com/;AccountKey=;", "CosmosDBConnection has no AccountKey")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=https://shop.documents.azure.com/;AccountKey=s3cret!;", "not Base64")]
    [InlineData("CosmosDBConnection", "AccountKey=" + Key, "AccountEndpoint in CosmosDBConnection is missing")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=shop;AccountKey=" + Key, "AccountEndpoint in CosmosDBConnection must be an address")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=ftp://shop/;AccountKey=" + Key, "must be an address")]
    [InlineData("CosmosDBConnection:accountEndpoint", "", "CosmosDBConnection__accountEndpoint is missing")]
    [InlineData("CosmosDBConnection:accountEndpoint", "shop", "CosmosDBConnection__accountEndpoint must be an address")]
    [InlineData("CosmosDBDatabase", "a/b", "CosmosDBDatabase must be")]
    [InlineData("CosmosDBConnection:credential", "password", "CosmosDBConnection__credential must be")]
    public void Invalid_Cosmos_setting_is_reported_by_name_without_a_secret(string setting, string value, string problem)
    {
        var valid = setting.StartsWith("CosmosDBConnection", StringComparison.Ordinal) && !setting.EndsWith("credential", StringComparison.Ordinal)
            ? []
            : new[] { ("CosmosDBConnection", Account) };

        var told = Assert.Throws<OptionsValidationException>(() => From([.. valid, (setting, value)]));

        Assert.Contains(problem, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told.Message);
    }

    [Fact]
    public void Settings_never_show_the_key() =>
        Assert.DoesNotContain(Key, From(("CosmosDBConnection", Account)).ToString(), StringComparison.Ordinal);

    private static CosmosSettings From(params IEnumerable<(string Setting, string Value)> settings) =>
        CosmosSettings.From(Configuration(settings));

    private static IConfiguration Configuration(params IEnumerable<(string Setting, string Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Setting, (string?)s.Value))).Build();
}
