using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>A message to many connections, encoded once for each way it is sent.</summary>
/// <param name="json">In SignalR's JSON protocol, with its record separator.</param>
public sealed class GroupMessage(ReadOnlyMemory<byte> json)
{
    private SerializedHubMessage? forSignalR;
    private byte[]? webSocketFrame;

    /// <summary>For a connection that SignalR writes to.</summary>
    public SerializedHubMessage ForSignalR => forSignalR ??= new([new SerializedMessage("json", json)]);

    /// <summary>For a WebSocket that is written to directly.</summary>
    public ReadOnlyMemory<byte> WebSocketFrame => webSocketFrame ??= DirectSend.WebSocketFrame.OfText(json.Span);
}
