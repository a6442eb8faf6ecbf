using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>The hub in place of SignalR Service in serverless mode. It has no methods: clients only listen.</summary>
public sealed class LiveShopHub(HubConnections connections) : Hub
{
    public override Task OnConnectedAsync()
    {
        connections.SetOpen(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
