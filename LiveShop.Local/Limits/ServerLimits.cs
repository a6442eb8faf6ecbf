using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveShop.Local.Limits;

/// <summary>
/// What one caller can take of the server, where Kestrel's own limits are looser than this API needs. Who sends or reads too
/// slowly is cut by Kestrel's own least rates.
/// </summary>
internal static class ServerLimits
{
    /// <summary>A function answers 413 by itself to what is a little too long; only what is far beyond is cut off.</summary>
    private const long MaxRequestBodySize = 4 * RequestBody.MaxLength;

    /// <summary>Calls under way and open between calls, server-sent events among them.</summary>
    private const long MaxConnections = 20_000;

    /// <summary>Customers over WebSockets.</summary>
    private const long MaxUpgradedConnections = 50_000;

    private static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(75);

    public static IServiceCollection AddServerLimits(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxUpgradedConnections;
            kestrel.Limits.RequestHeadersTimeout = RequestHeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAliveTimeout;
        });
}
