using Microsoft.AspNetCore.Http.Features;

namespace LiveShop.Local.Realtime;

/// <summary>Gives the hub's connections a <see cref="DirectSocket"/>, found among the features of their request.</summary>
internal static class DirectSockets
{
    public static void UseDirectSockets(this IApplicationBuilder app)
    {
        app.UseWebSockets();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } socket)
                context.Features.Set<IHttpWebSocketFeature>(new Feature(context, socket));
            return next(context);
        });
    }

    private sealed class Feature(HttpContext context, IHttpWebSocketFeature feature) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => feature.IsWebSocketRequest;

        public async Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext acceptContext)
        {
            var direct = new DirectSocket(await feature.AcceptAsync(acceptContext));
            context.Features.Set(direct);
            return direct;
        }
    }
}
