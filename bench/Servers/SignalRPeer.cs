using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Bench.Servers;

/// <summary>ASP.NET Core SignalR as in its documentation: a group for each stream, one send for each change.</summary>
internal static class SignalRPeer
{
    public static Task RunAsync(WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        var app = builder.Build();
        var hub = app.Services.GetRequiredService<IHubContext<StreamHub>>();
        new PeerStreams().Map(app, stream => hub.Clients.Group(stream.Id).SendAsync("livestreamUpdated", stream.State));
        app.MapHub<StreamHub>("/client");
        return app.RunAsync();
    }

    internal sealed class StreamHub : Hub
    {
        public override Task OnConnectedAsync() =>
            Groups.AddToGroupAsync(Context.ConnectionId, Context.GetHttpContext()!.Request.Query["stream"].ToString());
    }
}
