using System.Net.WebSockets;

namespace LiveShop.Local.Realtime;

/// <summary>
/// A connection's WebSocket, with a second way in: SignalR opens it, answers pings and closes it, and a state for many
/// customers goes straight out, past the two pipes that SignalR would copy it through for each of them.
/// </summary>
public sealed class DirectSocket(WebSocket socket) : WebSocket
{
    // The first message is SignalR's answer to the client's handshake. Until it is out, nobody has a turn.
    private readonly SemaphoreSlim turn = new(0, 1);
    private bool isOpen;
    private bool isWithinMessage;

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override WebSocketState State => socket.State;

    public override string? SubProtocol => socket.SubProtocol;

    /// <summary>Sends a whole text message, between two of SignalR's.</summary>
    /// <exception cref="WebSocketException">The connection is closed, or breaks.</exception>
    public async ValueTask SendTextAsync(ReadOnlyMemory<byte> text)
    {
        await turn.WaitAsync();
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    // SignalR may send a message in parts; none of ours may come between them.
    public override async ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (isOpen && !isWithinMessage)
            await turn.WaitAsync(cancellationToken);
        isOpen = isWithinMessage = true;
        try
        {
            await socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);
            isWithinMessage = !endOfMessage;
        }
        catch
        {
            isWithinMessage = false;
            throw;
        }
        finally
        {
            if (!isWithinMessage)
                turn.Release();
        }
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(buffer, cancellationToken);

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(buffer, cancellationToken);

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Abort() => socket.Abort();

    public override void Dispose() => socket.Dispose();
}
