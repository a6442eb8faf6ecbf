using System.Buffers.Binary;

namespace LiveShop.Local.Realtime.DirectSend;

/// <summary>Frames that a server sends (RFC 6455, section 5.2): unmasked, without extensions.</summary>
public static class WebSocketFrame
{
    private const byte Final = 0x80;
    private const byte Text = 0x01;
    private const byte ControlBit = 0x08;
    private const byte Length16 = 126;
    private const byte Length64 = 127;

    /// <summary>Encodes a text message as one frame.</summary>
    public static byte[] OfText(ReadOnlySpan<byte> text)
    {
        var header = text.Length switch { < Length16 => 2, <= ushort.MaxValue => 4, _ => 10 };
        var frame = new byte[header + text.Length];
        frame[0] = Final | Text;
        switch (header)
        {
            case 2:
                frame[1] = (byte)text.Length;
                break;
            case 4:
                frame[1] = Length16;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)text.Length);
                break;
            default:
                frame[1] = Length64;
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), text.Length);
                break;
        }

        text.CopyTo(frame.AsSpan(header));
        return frame;
    }

    /// <summary>Reads the header of a frame.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of exactly one frame.</exception>
    public static (bool IsControl, bool IsLast) Read(ReadOnlySpan<byte> frame) => LengthOf(frame) == frame.Length
        ? ((frame[0] & ControlBit) != 0, (frame[0] & Final) != 0)
        : throw new InvalidDataException("A WebSocket writes its frames one by one.");

    private static long LengthOf(ReadOnlySpan<byte> frame) => frame switch
    {
        [_, < Length16, ..] => 2 + frame[1],
        [_, Length16, _, _, ..] => 4 + BinaryPrimitives.ReadUInt16BigEndian(frame[2..]),
        [_, Length64, _, _, _, _, _, _, _, _, ..] => 10 + BinaryPrimitives.ReadInt64BigEndian(frame[2..]),
        _ => -1,
    };
}
