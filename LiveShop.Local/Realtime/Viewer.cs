using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>A connection in a group: it costs the memory of two messages at the most, however slowly it is read.</summary>
public abstract class Viewer : Conflater<GroupMessage>
{
    protected sealed override async ValueTask HandOnAsync(GroupMessage value)
    {
        try
        {
            await SendAsync(value);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // SignalR sees the end of the connection by itself, and with it the viewer leaves its groups.
        }
    }

    protected abstract ValueTask SendAsync(GroupMessage message);
}

/// <summary>One with a WebSocket that can be written to past SignalR.</summary>
public sealed class DirectViewer(DirectStream stream) : Viewer
{
    protected override ValueTask SendAsync(GroupMessage message) => stream.SendAsync(message.Frame);
}

/// <summary>One with another transport, or with TLS.</summary>
public sealed class SignalRViewer(HubConnectionContext connection) : Viewer
{
    protected override ValueTask SendAsync(GroupMessage message) => connection.WriteAsync(message.ForSignalR);
}
