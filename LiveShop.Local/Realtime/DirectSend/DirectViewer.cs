namespace LiveShop.Local.Realtime.DirectSend;

/// <summary>A connection with a WebSocket without TLS, whose socket is written to directly.</summary>
internal sealed class DirectViewer(DirectStream stream) : Viewer
{
    protected override ValueTask SendAsync(GroupMessage message) => stream.SendAsync(message.WebSocketFrame);
}
