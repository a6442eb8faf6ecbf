using System.Net;
using LiveShop.Local.SignIn;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveShop.Local.Hosting;

/// <summary>
/// The address that a connection really comes from. <see cref="ConnectionInfo.RemoteIpAddress"/> is replaced by X-Forwarded-For
/// where ASPNETCORE_FORWARDEDHEADERS_ENABLED is set; this is not.
/// </summary>
internal static class SocketEndpoint
{
    public static IServiceCollection AddSocketEndpoint(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            // Called before an endpoint is bound, whichever setting it comes from, and after the settings were validated.
            var provider = endpoint.ApplicationServices;
            LocalSignIn.CheckReach(
                endpoint.EndPoint, provider.GetRequiredService<LocalOptions>(), provider.GetRequiredService<IConfiguration>());
            endpoint.Use(Record);
        }));

    private static ConnectionDelegate Record(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set<IConnectionEndPointFeature>(
            new EndPoints { LocalEndPoint = connection.LocalEndPoint, RemoteEndPoint = connection.RemoteEndPoint });
        return next(connection);
    };

    /// <summary>The address of the socket's other end; null for a Unix socket, which has none.</summary>
    public static IPAddress? AddressOf(HttpContext context) =>
        (context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint as IPEndPoint)?.Address;

    public static bool IsLoopback(HttpContext context) => AddressOf(context) is { } address && IPAddress.IsLoopback(address);

    private sealed class EndPoints : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; }
    }
}
