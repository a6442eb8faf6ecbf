using System.Net.WebSockets;
using LiveShop.Local.Realtime.DirectSend;

namespace LiveShop.Tests.Local;

public class WebSocketFrameTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    [InlineData(1_000_000, 10)]
    public async Task Text_frame_of_any_length_is_read_back_by_a_WebSocket(int length, int header)
    {
        var text = Enumerable.Range(0, length).Select(n => (byte)('a' + (n % 26))).ToArray();
        var frame = WebSocketFrame.OfText(text);
        using var reader = WebSocket.CreateFromStream(new MemoryStream(frame), new() { IsServer = false });

        var read = new byte[length + 1];
        var received = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await reader.ReceiveAsync(read.AsMemory(received), CancellationToken.None);
            received += result.Count;
        }
        while (!result.EndOfMessage);

        Assert.Equal(header + length, frame.Length);
        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        Assert.Equal(text, read[..received]);
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 1, (byte)'a' }, false, true)]
    [InlineData(new byte[] { 0x01, 0 }, false, false)]
    [InlineData(new byte[] { 0x80, 0 }, false, true)]
    [InlineData(new byte[] { 0x89, 0 }, true, true)]
    [InlineData(new byte[] { 0x8A, 1, 7 }, true, true)]
    [InlineData(new byte[] { 0x88, 2, 3, 0xE8 }, true, true)]
    public void Frame_tells_whether_more_fragments_follow(byte[] frame, bool isControl, bool isLast) =>
        Assert.Equal((isControl, isLast), WebSocketFrame.Read(frame));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x81 })]
    [InlineData(new byte[] { 0x81, 2, (byte)'a' })]
    [InlineData(new byte[] { 0x81, 1, (byte)'a', 0x81 })]
    [InlineData(new byte[] { 0x81, 126, 0 })]
    public void Incomplete_or_multiple_frames_are_not_recognized(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => WebSocketFrame.Read(bytes));
}
