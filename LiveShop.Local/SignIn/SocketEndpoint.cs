using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveShop.Local.SignIn;

/// <summary>
/// The address that a connection really comes from. <see cref="ConnectionInfo.RemoteIpAddress"/> is replaced by X-Forwarded-For
/// where ASPNETCORE_FORWARDEDHEADERS_ENABLED is set; this is not.
/// </summary>
internal static class SocketEndpoint
{
    public static IServiceCollection AddSocketEndpoint(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
        {
            connection.Features.Set<IConnectionEndPointFeature>(
                new EndPoints { LocalEndPoint = connection.LocalEndPoint, RemoteEndPoint = connection.RemoteEndPoint });
            return next(connection);
        })));

    public static bool IsLoopback(HttpContext context) =>
        context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address);

    private sealed class EndPoints : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; }
    }
}
