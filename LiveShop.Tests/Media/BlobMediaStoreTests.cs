using LiveShop.Blobs;
using LiveShop.Core.Media;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LiveShop.Tests.Media;

public sealed class BlobMediaStoreTests : MediaStoreContract
{
    private BlobDouble account = null!;
    private ServiceProvider services = null!;

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await account.DisposeAsync();
    }

    [Fact]
    public async Task Pictures_are_saved_with_their_content_type()
    {
        await Store.SaveAsync(Name, new byte[] { 1 }, None);

        Assert.Equal("image/webp", account.ContentTypeOf(Name));
    }

    [Theory, InlineData(403, "AuthorizationPermissionMismatch"), InlineData(503, "ServerBusy"), InlineData(500, "InternalError")]
    public async Task An_account_that_fails_makes_the_store_unavailable_without_saying_more_than_its_code(int status, string code)
    {
        account.Failure = (status, code);

        var failures = new[]
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.SaveAsync(Name, new byte[] { 1 }, None)),
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.FindAsync(Name, None)),
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await ListAsync()),
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.RestoreAsync(Name, None)),
        };

        Assert.All(failures, failure => Assert.EndsWith($": {status} {code}", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_health_check_finds_an_account_that_refuses_and_only_degrades_health()
    {
        var health = services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        account.Failure = (403, "AuthorizationPermissionMismatch");

        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync()).Status);
    }

    [Theory]
    [InlineData("MediaStorage", "nonsense", "MediaStorage is not the connection string of a storage account")]
    [InlineData(
        "MediaStorage:blobServiceUri", "http://shop.example/",
        "MediaStorage__blobServiceUri must be the https address of a storage account")]
    [InlineData("MediaStorage:other", "x", "MediaStorage__blobServiceUri must be the https address of a storage account")]
    public void A_wrong_setting_is_named_without_its_value(string setting, string value, string expected)
    {
        var invalid = Assert.Throws<OptionsValidationException>(() => BlobSettings.From(Configuration((setting, value))));

        Assert.StartsWith(expected, invalid.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value.Length > 1 ? value : "\0", invalid.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_opened_with_the_managed_identity_that_the_settings_name()
    {
        var settings = BlobSettings.From(Configuration(
            ("MediaStorage:blobServiceUri", "https://shop.example/"),
            ("MediaStorage:credential", "managedidentity"),
            ("MediaStorage:clientId", "id")));

        Assert.Equal(
            new BlobSettings { BlobServiceUri = new("https://shop.example/"), RequiresManagedIdentity = true, ClientId = "id" }, settings);
    }

    protected override async Task<IMediaStore> CreateAsync()
    {
        account = await BlobDouble.StartAsync();
        services = new ServiceCollection()
            .AddLogging()
            .AddBlobMedia(Configuration(("MediaStorage", account.ConnectionString)))
            .BuildServiceProvider();
        return services.GetRequiredService<IMediaStore>();
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
