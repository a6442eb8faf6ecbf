using LiveShop.Core.Json;
using LiveShop.Functions.Http;
using LiveShop.Local.Hosting;
using LiveShop.Local.Limits;
using LiveShop.Local.Realtime.DirectSend;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Local.Realtime;

internal static class HubEndpoint
{
    private const string Bearer = "Bearer ";

    /// <summary>In bytes: clients send only pings and the handshake.</summary>
    private const int MaxMessageSize = 4 * 1024;

    public static IServiceCollection AddLiveShopHub(this IServiceCollection services)
    {
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MaxMessageSize)
            .AddJsonProtocol(json => LiveShopJson.Configure(json.PayloadSerializerOptions));
        return services
            .AddSingleton<ConflatingHubLifetimeManager>()
            .AddSingleton<HubLifetimeManager<LiveShopHub>>(provider => provider.GetRequiredService<ConflatingHubLifetimeManager>())
            .AddSingleton<ConnectionDrain>()
            .AddSingleton<HubTokens>()
            .AddSingleton<HubConnections>()
            .AddSingleton<SignalROutputExecutor>();
    }

    /// <summary>Middleware in front of the hub: its tokens, the drain, and direct writes to the sockets.</summary>
    public static void UseHubAccess(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubTokens.Path), hub =>
        {
            var drain = app.ApplicationServices.GetRequiredService<ConnectionDrain>();
            hub.UseHubTokens();
            hub.UseUnbufferedEventStreams();
            if (app.ApplicationServices.GetRequiredService<LocalOptions>().DirectSend)
                hub.UseDirectSend();
            hub.Use((context, next) => drain.TrackAsync(() => next(context)));
        });

    public static void MapLiveShopHub(this IEndpointRouteBuilder app)
    {
        var connections = app.ServiceProvider.GetRequiredService<HubConnections>();
        app.MapConnections(HubTokens.Path, connection => connection
            .Use(next => context => connections.TrackAsync(context, next))
            .UseHub<LiveShopHub>())
            .RequireRateLimiting(RateLimiting.Hub);

        // Callbacks run in reverse order of registration, so this runs before SignalR aborts the open connections.
        var drain = app.ServiceProvider.GetRequiredService<ConnectionDrain>();
        var manager = app.ServiceProvider.GetRequiredService<ConflatingHubLifetimeManager>();
        app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => drain.Begin(manager));
    }

    // Reverse proxies hold server-sent events back to fill their buffers unless they are told not to
    // (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering).
    private static void UseUnbufferedEventStreams(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true)
                    context.Response.Headers["X-Accel-Buffering"] = "no";
                return Task.CompletedTask;
            });
            return next(context);
        });

    // The token is in the header or, from browsers' WebSockets, in the query.
    private static void UseHubTokens(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            var tokens = context.RequestServices.GetRequiredService<HubTokens>();
            if (await tokens.ValidateAsync(TokenOf(context.Request)) is { } user)
            {
                context.User = user;
                await next(context);
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"liveshop-hub\"";
            await Problems.Of(context, StatusCodes.Status401Unauthorized, "unauthorized", "Negotiate first: the hub needs a valid token.")
                .ExecuteAsync(context);
        });

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..]
            : request.Query["access_token"].FirstOrDefault();
    }
}
