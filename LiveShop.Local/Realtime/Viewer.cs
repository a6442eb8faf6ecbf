using System.Net.Sockets;

namespace LiveShop.Local.Realtime;

/// <summary>A connection in a group: it costs the memory of two messages at the most, however slowly it is read.</summary>
public sealed class Viewer(Func<GroupMessage, ValueTask> send) : NewestOnly<GroupMessage>
{
    protected override async ValueTask HandOnAsync(GroupMessage value)
    {
        try
        {
            await send(value);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // SignalR sees the end of the connection by itself, and with it the viewer leaves its groups.
        }
    }
}
