using System.Buffers.Binary;
using System.Text;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>Frames of a WebSocket (RFC 6455, 5.2), well-formed or not.</summary>
internal static class Frame
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;

    private static readonly byte[] Mask = [0x1d, 0x2c, 0x3b, 0x4a];

    /// <summary>A whole message of SignalR.</summary>
    public static byte[] Message(string json) => Of(Text, $"{json}\u001e");

    public static byte[] Of(int opcode, string payload, bool final = true) => Of(opcode, Encoding.UTF8.GetBytes(payload), final);

    /// <param name="announced">The length that the frame claims to have.</param>
    public static byte[] Of(int opcode, byte[] payload, bool final = true, int reserved = 0, bool masked = true, ulong? announced = null)
    {
        var length = announced ?? (ulong)payload.Length;
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | (reserved << 4) | opcode) };
        var mask = masked ? 0x80 : 0;
        if (length < 126)
            frame.Add((byte)(mask | (int)length));
        else
            frame.AddRange(length <= ushort.MaxValue ? [(byte)(mask | 126), .. Bytes(length)[6..]] : [(byte)(mask | 127), .. Bytes(length)]);
        if (masked)
            frame.AddRange(Mask);
        frame.AddRange(payload.Select((octet, place) => masked ? (byte)(octet ^ Mask[place % Mask.Length]) : octet));
        return [.. frame];
    }

    private static byte[] Bytes(ulong number)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
