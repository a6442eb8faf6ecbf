using System.Collections.Concurrent;
using LiveShop.Local.Realtime.DirectSend;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveShop.Local.Realtime;

/// <summary>
/// SignalR's own manager with groups that conflate. The default manager waits for the slowest connection of a group, so one
/// client that stops reading blocks the change feed. Here a message is serialized once, posted to every connection of the
/// group, and not waited for.
/// </summary>
public sealed class ConflatingHubLifetimeManager(ILogger<DefaultHubLifetimeManager<LiveShopHub>> logger, IHubProtocolResolver protocols)
    : DefaultHubLifetimeManager<LiveShopHub>(logger)
{
    private readonly IHubProtocol json = protocols.GetProtocol("json", null)!;

    // The DirectStream is read from the HttpContext on connect; later the context is gone.
    private readonly ConcurrentDictionary<string, (HubConnectionContext Context, DirectStream? DirectStream)> connections =
        new(StringComparer.Ordinal);

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

        viewers.Add(
            connectionId, groupName,
            joining.DirectStream is { } stream ? new DirectViewer(stream) : new SignalRViewer(joining.Context));

        // The connection may have closed since it was looked up.
        if (!connections.ContainsKey(connectionId))
            viewers.Remove(connectionId);
        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        viewers.Remove(connectionId, groupName);
        return Task.CompletedTask;
    }

    public override Task SendGroupAsync(
        string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        viewers.In(groupName)?.Post(new GroupMessage(json.GetMessageBytes(new InvocationMessage(methodName, args))));
        return Task.CompletedTask;
    }

    /// <summary>Not supported: the base class would send to its own groups, which are empty here.</summary>
    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Send to one group at a time.");

    /// <inheritdoc cref="SendGroupsAsync" />
    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A message to a group goes to all of its connections.");

    /// <summary>Closes every connection with a message that allows the client to reconnect.</summary>
    public Task CloseAllAsync() => Task.WhenAll(connections.Values.Select(async connection =>
    {
        await connection.Context.WriteAsync(new CloseMessage(error: null, allowReconnect: true));
        connection.Context.Abort();
    }));
}
