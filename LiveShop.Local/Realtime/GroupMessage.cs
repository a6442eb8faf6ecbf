using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Local.Realtime;

/// <summary>A message to many, written once in each form that it goes out in.</summary>
/// <param name="json">In SignalR's JSON protocol, with its record separator.</param>
public sealed class GroupMessage(ReadOnlyMemory<byte> json)
{
    private SerializedHubMessage? forSignalR;

    public ReadOnlyMemory<byte> Frame { get; } = WebSocketFrame.OfText(json.Span);

    /// <summary>For transports without a WebSocket.</summary>
    public SerializedHubMessage ForSignalR => forSignalR ??= new([new SerializedMessage("json", json)]);
}
