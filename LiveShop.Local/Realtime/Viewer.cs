using System.Net.Sockets;

namespace LiveShop.Local.Realtime;

/// <summary>
/// A connection in a group. Each message is a whole state, so while one is on its way out only the newest waits: a slow
/// customer gets fewer of them, holds up nobody, and costs the memory of two.
/// </summary>
internal sealed class Viewer(Func<GroupMessage, ValueTask> send)
{
    private GroupMessage? waiting;
    private int isSending;

    /// <summary>Does not wait, and takes no lock.</summary>
    public void Offer(GroupMessage message)
    {
        Interlocked.Exchange(ref waiting, message);
        if (TryBegin())
            _ = SendAsync();
    }

    private async Task SendAsync()
    {
        // Whoever offers one after the last look finds nobody sending; whoever offered before it is seen by the look.
        do
        {
            while (Interlocked.Exchange(ref waiting, null) is { } message)
                await TrySendAsync(message);
            Interlocked.Exchange(ref isSending, 0);
        }
        while (Volatile.Read(ref waiting) is not null && TryBegin());
    }

    private async ValueTask TrySendAsync(GroupMessage message)
    {
        try
        {
            await send(message);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // SignalR sees the end of the connection by itself, and with it the viewer leaves its groups.
        }
    }

    private bool TryBegin() => Interlocked.CompareExchange(ref isSending, 1, 0) == 0;
}
