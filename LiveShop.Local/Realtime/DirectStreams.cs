using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LiveShop.Local.Realtime;

/// <summary>Puts a <see cref="DirectStream"/> under the WebSockets of the hub, where it is found among the features of their request.</summary>
internal static class DirectStreams
{
    /// <summary>
    /// Bytes that the system keeps for a customer who has not read them. Left to itself it keeps up to 4 MB, which are hundreds
    /// of states that are old by the time they are read.
    /// </summary>
    private const int SendBufferSize = 64 * 1024;

    public static void UseDirectStreams(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            if (SocketOf(context) is { } socket && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
                context.Features.Set<IHttpUpgradeFeature>(new Upgrade(context, upgrade, socket));
            return next(context);
        });

    // With TLS the socket's bytes are not ours to write: those connections go Kestrel's way, as do transports without a socket.
    private static Socket? SocketOf(HttpContext context) =>
        context.Features.Get<ITlsHandshakeFeature>() is null ? context.Features.Get<IConnectionSocketFeature>()?.Socket : null;

    private sealed class Upgrade(HttpContext context, IHttpUpgradeFeature kestrel, Socket socket) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public async Task<Stream> UpgradeAsync()
        {
            var direct = new DirectStream(await kestrel.UpgradeAsync(), socket);
            // Kestrel's own use of it never blocks and is not changed by this; ours is told when there is no room.
            socket.Blocking = false;
            socket.SendBufferSize = SendBufferSize;
            context.Features.Set(direct);
            return direct;
        }
    }
}
