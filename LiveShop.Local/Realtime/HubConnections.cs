using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>
/// The hub's open connections. A client may join a group before the hub has finished opening its connection, so a join waits
/// until it is open; it fails for an unknown or closed connection.
/// </summary>
public sealed class HubConnections(IHubContext<LiveShopHub> hub)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> connections = new(StringComparer.Ordinal);

    /// <summary>Connection middleware that registers a connection until it ends.</summary>
    public async Task TrackAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var opened = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        connections[connection.ConnectionId] = opened;
        try
        {
            await next(connection);
        }
        finally
        {
            connections.TryRemove(connection.ConnectionId, out _);
            opened.TrySetResult(false);
        }
    }

    /// <summary>The hub has opened the connection.</summary>
    public void SetOpen(string connectionId)
    {
        if (connections.TryGetValue(connectionId, out var opened))
            opened.TrySetResult(true);
    }

    /// <exception cref="ConnectionNotFoundException">There is no such connection.</exception>
    public async Task AddToGroupAsync(string connectionId, string group, CancellationToken cancellation)
    {
        await WaitUntilOpenAsync(connectionId, cancellation);
        await hub.Groups.AddToGroupAsync(connectionId, group, cancellation);
    }

    /// <exception cref="ConnectionNotFoundException">There is no such connection.</exception>
    public async Task RemoveFromGroupAsync(string connectionId, string group, CancellationToken cancellation)
    {
        await WaitUntilOpenAsync(connectionId, cancellation);
        await hub.Groups.RemoveFromGroupAsync(connectionId, group, cancellation);
    }

    private async Task WaitUntilOpenAsync(string connectionId, CancellationToken cancellation)
    {
        if (!connections.TryGetValue(connectionId, out var opened) || !await opened.Task.WaitAsync(cancellation))
            throw new ConnectionNotFoundException();
    }
}

/// <summary>A connection is unknown to the hub, or closed.</summary>
internal sealed class ConnectionNotFoundException : Exception;
