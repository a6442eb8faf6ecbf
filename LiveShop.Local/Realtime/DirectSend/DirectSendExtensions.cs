using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LiveShop.Local.Realtime.DirectSend;

internal static class DirectSendExtensions
{
    /// <summary>
    /// Send buffer of a connection in bytes. By default Linux lets it grow to 4 MB, which holds hundreds of states that are
    /// outdated by the time they are read.
    /// </summary>
    private const int SendBufferSize = 64 * 1024;

    /// <summary>Puts a <see cref="DirectStream"/> under WebSockets, and adds it to the features of their request.</summary>
    public static void UseDirectSend(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            var upgrade = context.Features.Get<IHttpUpgradeFeature>();
            if (upgrade is { IsUpgradableRequest: true } && PlainSocketOf(context) is { } socket)
                context.Features.Set<IHttpUpgradeFeature>(new DirectUpgrade(context, upgrade, socket));
            return next(context);
        });

    // Null under TLS, which only Kestrel can encrypt, and for transports without a socket.
    private static Socket? PlainSocketOf(HttpContext context) =>
        context.Features.Get<ITlsHandshakeFeature>() is null ? context.Features.Get<IConnectionSocketFeature>()?.Socket : null;

    private sealed class DirectUpgrade(HttpContext context, IHttpUpgradeFeature kestrel, Socket socket) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public async Task<Stream> UpgradeAsync()
        {
            var direct = new DirectStream(await kestrel.UpgradeAsync(), socket);

            // Kestrel's own reads and writes are asynchronous, so this does not affect them.
            socket.Blocking = false;
            socket.SendBufferSize = SendBufferSize;
            context.Features.Set(direct);
            return direct;
        }
    }
}
