using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveShop.Local.Realtime;

/// <summary>
/// SignalR's own manager but for groups: that one waits for the slowest customer of a group, so that one who stops reading
/// holds up the feed. Here a message is written once, offered to everyone in the group, and nobody is waited for.
/// </summary>
public sealed class ConflatingHubLifetimeManager(ILogger<DefaultHubLifetimeManager<LiveShopHub>> logger, IHubProtocolResolver protocols)
    : DefaultHubLifetimeManager<LiveShopHub>(logger)
{
    private readonly IHubProtocol json = protocols.GetProtocol("json", null)!;

    // With the way past SignalR, which only the request of the connection tells, and only until it ends.
    private readonly ConcurrentDictionary<string, (HubConnectionContext Connection, DirectStream? Stream)> connections = new(StringComparer.Ordinal);

    private readonly Viewers viewers = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connections[connection.ConnectionId] = (connection, connection.GetHttpContext()?.Features.Get<DirectStream>());
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.TryRemove(connection.ConnectionId, out _);
        viewers.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (!connections.TryGetValue(connectionId, out var joining))
            return Task.CompletedTask;

        viewers.Add(connectionId, groupName, joining.Stream is { } stream ? new DirectViewer(stream) : new SignalRViewer(joining.Connection));
        if (!connections.ContainsKey(connectionId))
            viewers.Remove(connectionId);
        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        viewers.Remove(connectionId, groupName);
        return Task.CompletedTask;
    }

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        viewers.In(groupName)?.Offer(new GroupMessage(json.GetMessageBytes(new InvocationMessage(methodName, args))));
        return Task.CompletedTask;
    }

    /// <summary>Tells everyone that the server goes and that they may come again, and closes their connections.</summary>
    public Task SendAwayAsync() => Task.WhenAll(connections.Values.Select(async one =>
    {
        await one.Connection.WriteAsync(new CloseMessage(error: null, allowReconnect: true));
        one.Connection.Abort();
    }));
}
