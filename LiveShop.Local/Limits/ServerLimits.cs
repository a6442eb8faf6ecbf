using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveShop.Local.Limits;

/// <summary>
/// Kestrel's limits where its defaults are looser than this API needs. Clients that send or read too slowly are cut off by
/// Kestrel's default minimum data rates.
/// </summary>
internal static class ServerLimits
{
    /// <summary>In bytes. Functions answer 413 themselves to smaller bodies that are still too long.</summary>
    private const long MaxRequestBodySize = 2 * RequestBody.MaxBatchLength;

    /// <summary>Open HTTP connections, idle ones and server-sent events included.</summary>
    private const long MaxConnections = 20_000;

    /// <summary>Open WebSockets.</summary>
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
