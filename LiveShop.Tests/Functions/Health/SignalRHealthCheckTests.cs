using LiveShop.Functions.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Functions.Health;

/// <summary>Against a loopback HTTP listener in place of Azure SignalR Service.</summary>
public sealed class SignalRHealthCheckTests : IAsyncLifetime
{
    private const string Key = "c2VjcmV0";

    private WebApplication service = null!;
    private int status = StatusCodes.Status200OK;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        service = builder.Build();
        service.Run(context =>
        {
            Requested = $"{context.Request.Method} {context.Request.Path}";
            Authorization = context.Request.Headers.Authorization.ToString();
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await service.StartAsync();
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    private Uri Address => new(service.Urls.Single());

    private string ConnectionString => $"Endpoint=http://127.0.0.1;Port={Address.Port};AccessKey={Key};Version=1.0;";

    private string? Requested { get; set; }

    private string? Authorization { get; set; }

    [Fact]
    public async Task A_reachable_service_named_by_a_connection_string_is_healthy()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("AzureSignalRConnectionString", ConnectionString)).Status);
        Assert.Equal(("HEAD /api/health", ""), (Requested, Authorization));
    }

    [Fact]
    public async Task A_reachable_service_named_by_its_address_is_healthy_without_a_key()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("AzureSignalRConnectionString:serviceUri", Address.ToString())).Status);
        Assert.Equal(("HEAD /api/health", ""), (Requested, Authorization));
    }

    [Theory, InlineData(401), InlineData(404)]
    public async Task A_service_that_answers_at_all_is_reachable(int answer)
    {
        status = answer;

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("AzureSignalRConnectionString", ConnectionString)).Status);
    }

    [Fact]
    public async Task A_service_that_fails_is_degraded()
    {
        status = 503;

        await AssertDegradedAsync("AzureSignalRConnectionString", ConnectionString, "answers 503");
    }

    [Fact]
    public async Task A_service_that_is_away_is_degraded()
    {
        var connectionString = ConnectionString;
        await service.StopAsync();

        await AssertDegradedAsync("AzureSignalRConnectionString", connectionString, "cannot be reached (ConnectionError)");
    }

    [Theory]
    [InlineData("AzureSignalRConnectionString", "")]
    [InlineData("AzureSignalRConnectionString", "nonsense")]
    [InlineData("AzureSignalRConnectionString", $"AccessKey={Key}")]
    [InlineData("AzureSignalRConnectionString:serviceUri", "file:///etc/passwd")]
    public async Task A_missing_or_wrong_setting_is_degraded(string setting, string value) =>
        await AssertDegradedAsync(setting, value, "AzureSignalRConnectionString names no SignalR Service");

    private static async Task AssertDegradedAsync(string setting, string value, string description)
    {
        var result = await CheckAsync(setting, value);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains(description, result.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, result.Description, StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value }).Build();
        return new SignalRHealthCheck(configuration).CheckHealthAsync(new HealthCheckContext());
    }
}
