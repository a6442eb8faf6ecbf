using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>A connection in a group. However slowly it is read, it holds at most two messages: one being sent, one waiting.</summary>
public abstract class Viewer : Conflater<GroupMessage>
{
    protected sealed override async ValueTask ProcessAsync(GroupMessage value)
    {
        try
        {
            await SendAsync(value);
        }
        catch (Exception exception) when (exception
            is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // SignalR notices the closed connection itself and removes it from its groups.
        }
    }

    protected abstract ValueTask SendAsync(GroupMessage message);
}

/// <summary>A connection that SignalR writes to: any transport, with or without TLS.</summary>
internal sealed class SignalRViewer(HubConnectionContext connection) : Viewer
{
    protected override ValueTask SendAsync(GroupMessage message) => connection.WriteAsync(message.ForSignalR);
}
