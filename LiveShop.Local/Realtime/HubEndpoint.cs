using LiveShop.Core.Json;
using LiveShop.Functions.Http;
using LiveShop.Local.Limits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Local.Realtime;

internal static class HubEndpoint
{
    private const string Bearer = "Bearer ";

    /// <summary>A message from a client is at most a ping or a handshake.</summary>
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

    /// <summary>What stands before the hub: its tokens, and a direct way to each customer's socket.</summary>
    public static void UseHubAccess(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubTokens.Path), hub =>
        {
            hub.UseHubTokens();
            hub.UseDirectStreams();
            hub.Use((context, next) => context.RequestServices.GetRequiredService<ConnectionDrain>().CountAsync(() => next(context)));
        });

    public static void MapLiveShopHub(this IEndpointRouteBuilder app)
    {
        var connections = app.ServiceProvider.GetRequiredService<HubConnections>();
        app.MapConnections(HubTokens.Path, connection => connection
            .Use(next => context => connections.WatchAsync(context, next))
            .UseHub<LiveShopHub>())
            .RequireRateLimiting(RateLimiting.Hub);

        // The one registered last is called first: before SignalR breaks off what is still open.
        var (farewell, everyone) = (app.ServiceProvider.GetRequiredService<ConnectionDrain>(), app.ServiceProvider.GetRequiredService<ConflatingHubLifetimeManager>());
        app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => farewell.Say(everyone));
    }

    // Nobody gets as far as the hub without its token, in the header or, from browsers' WebSockets, in the query.
    private static void UseHubTokens(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            var tokens = context.RequestServices.GetRequiredService<HubTokens>();
            if (await tokens.ValidateAsync(TokenOf(context.Request)) is { } viewer)
            {
                context.User = viewer;
                await next(context);
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"liveshop-hub\"";
            await Problems.Of(context, StatusCodes.Status401Unauthorized, "unauthorized", "Negotiate first: the hub needs a valid token.").ExecuteAsync(context);
        });

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..]
            : request.Query["access_token"].FirstOrDefault();
    }
}
