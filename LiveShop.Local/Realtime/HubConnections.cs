using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>
/// Which connections there are. A client may join before the hub has finished opening its connection, so a join waits for
/// that; one of a connection that was never there, or has gone, is told so.
/// </summary>
public sealed class HubConnections(IHubContext<LiveShopHub> hub)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> connections = new(StringComparer.Ordinal);

    /// <summary>Watches a transport connection from its very start to its end.</summary>
    public async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
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

    public void Opened(string connectionId)
    {
        if (connections.TryGetValue(connectionId, out var opened))
            opened.TrySetResult(true);
    }

    /// <exception cref="ConnectionNotFoundException">There is no such connection.</exception>
    public async Task AddToGroupAsync(string connectionId, string group, CancellationToken cancellation)
    {
        await RequireAsync(connectionId, cancellation);
        await hub.Groups.AddToGroupAsync(connectionId, group, cancellation);
    }

    /// <exception cref="ConnectionNotFoundException">There is no such connection.</exception>
    public async Task RemoveFromGroupAsync(string connectionId, string group, CancellationToken cancellation)
    {
        await RequireAsync(connectionId, cancellation);
        await hub.Groups.RemoveFromGroupAsync(connectionId, group, cancellation);
    }

    private async Task RequireAsync(string connectionId, CancellationToken cancellation)
    {
        if (!connections.TryGetValue(connectionId, out var opened) || !await opened.Task.WaitAsync(cancellation))
            throw new ConnectionNotFoundException();
    }
}

public sealed class ConnectionNotFoundException : Exception;
