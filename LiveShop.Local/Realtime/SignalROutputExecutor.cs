using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.Realtime;

/// <summary>
/// Executes SignalR output bindings. The receiver of a message has the precedence of Azure's extension: connection, user, group, all.
/// </summary>
public sealed class SignalROutputExecutor(IHubContext<LiveShopHub> hub, HubConnections connections)
{
    /// <exception cref="ConnectionNotFoundException">A group action is for a connection that does not exist.</exception>
    /// <exception cref="TooManyGroupsException">A connection would be in too many groups.</exception>
    public Task SendAsync(object output, CancellationToken cancellation) => output switch
    {
        SignalRMessageAction message => ReceiverOf(message).SendCoreAsync(message.Target, message.Arguments ?? [], cancellation),
        SignalRGroupAction { ConnectionId: { } connection, GroupName: { } group, Action: SignalRGroupActionType.Add } =>
            connections.AddToGroupAsync(connection, group, cancellation),
        SignalRGroupAction { ConnectionId: { } connection, GroupName: { } group, Action: SignalRGroupActionType.Remove } =>
            connections.RemoveFromGroupAsync(connection, group, cancellation),
        _ => throw new NotSupportedException($"LiveShop.Local cannot carry out this {output.GetType().Name}."),
    };

    private IClientProxy ReceiverOf(SignalRMessageAction message) => message switch
    {
        { ConnectionId: { } connection } => hub.Clients.Client(connection),
        { UserId: { } user } => hub.Clients.User(user),
        { GroupName: { } group } => hub.Clients.Group(group),
        _ => hub.Clients.All,
    };
}
