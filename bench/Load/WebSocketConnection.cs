using System.Buffers.Binary;
using System.Text;

namespace LiveShop.Bench.Load;

/// <summary>A WebSocket client (RFC 6455) as far as the load generator needs it: assembles messages from frames, answers pings.</summary>
internal sealed class WebSocketConnection : Connection
{
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private readonly TaskCompletionSource<bool> opened = new();
    private readonly Receiver onMessage;
    private readonly Action onLost;
    private byte[] fragments = [];
    private bool isOpen;

    public WebSocketConnection(EventLoop loop, int port, string path, Receiver onMessage, Action onLost) : base(loop, port)
    {
        (this.onMessage, this.onLost) = (onMessage, onLost);
        Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
    }

    public delegate void Receiver(ReadOnlySpan<byte> message);

    /// <summary>False when the server refused the upgrade.</summary>
    public Task<bool> Opened => opened.Task;

    public void SendText(ReadOnlySpan<byte> text) => SendFrame(1, text);

    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        if (!isOpen)
        {
            at = bytes.IndexOf("\r\n\r\n"u8) + 4;
            if (at < 4)
                return 0;
            isOpen = bytes.StartsWith("HTTP/1.1 101"u8);
            if (!isOpen)
            {
                Fail();
                return bytes.Length;
            }

            opened.TrySetResult(true);
        }

        while (!IsClosed && TryFrame(bytes[at..], out var header, out var length))
        {
            Take(bytes[at], bytes.Slice(at + header, length));
            at += header + length;
        }

        return at;
    }

    protected override void Lost()
    {
        if (!opened.TrySetResult(false))
            onLost();
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        (header, length) = (2, 0);
        if (bytes.Length < 2)
            return false;
        length = bytes[1] & 0x7F;
        if (length == 126)
        {
            header = 4;
            length = bytes.Length < header ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (length == 127)
        {
            header = 10;
            length = bytes.Length < header ? 0 : (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        }

        return bytes.Length >= header + length;
    }

    private void Take(byte first, ReadOnlySpan<byte> payload)
    {
        switch (first & 0x0F)
        {
            case Close:
                Fail();
                break;
            case Ping:
                SendFrame(Pong, payload);
                break;
            case < Close:
                TakePart((first & 0x80) != 0, payload);
                break;
        }
    }

    private void TakePart(bool isLast, ReadOnlySpan<byte> payload)
    {
        if (isLast && fragments.Length == 0)
        {
            onMessage(payload);
            return;
        }

        fragments = [.. fragments, .. payload];
        if (!isLast)
            return;
        var whole = fragments;
        fragments = [];
        onMessage(whole);
    }

    // A mask of zeros is valid and needs no masking.
    private void SendFrame(int code, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[6 + 125];
        frame[0] = (byte)(0x80 | code);
        frame[1] = (byte)(0x80 | payload.Length);
        frame[2..6].Clear();
        payload.CopyTo(frame[6..]);
        Send(frame[..(6 + payload.Length)]);
    }
}
