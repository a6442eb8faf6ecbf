using System.Data.Common;
using LiveShop.Functions.Realtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Functions.Health;

/// <summary>
/// Whether Azure SignalR Service can be reached: <c>HEAD /api/health</c> of its data-plane REST API, which needs no key
/// (https://learn.microsoft.com/azure/azure-signalr/swagger/signalr-data-plane-rest-v20220601).
/// </summary>
public sealed class SignalRHealthCheck(IConfiguration configuration) : IHealthCheck
{
    private const string HealthPath = "/api/health?api-version=2022-06-01";

    // The registration of the check limits its time, so the client does not.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (EndpointOf(configuration.GetSection(RealtimeHub.Connection)) is not { } endpoint)
            return HealthCheckResult.Degraded($"The setting {RealtimeHub.Connection} names no SignalR Service.");

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(endpoint, HealthPath));
            using var response = await Http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode < StatusCodes.Status500InternalServerError
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"SignalR Service answers {(int)response.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            return HealthCheckResult.Degraded($"SignalR Service cannot be reached ({failure.HttpRequestError}).");
        }
    }

    /// <returns>Null when neither a connection string nor a <c>serviceUri</c> is set, or it holds no address.</returns>
    private static Uri? EndpointOf(IConfigurationSection connection)
    {
        if (string.IsNullOrEmpty(connection.Value))
            return Parse(connection["serviceUri"]);

        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection.Value };
            var endpoint = Parse(parts.TryGetValue("Endpoint", out var address) ? (string)address : null);
            return endpoint is not null && parts.TryGetValue("Port", out var port) && ushort.TryParse((string)port, out var number)
                ? new UriBuilder(endpoint) { Port = number }.Uri
                : endpoint;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Uri? Parse(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
}
