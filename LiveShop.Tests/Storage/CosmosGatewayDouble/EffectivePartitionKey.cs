using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>
/// Where a partition key lies on the ring: version 2 hashing, the 128 bits of MurmurHash3 over the typed value. The client
/// computes the same to know which range to ask.
/// </summary>
internal static class EffectivePartitionKey
{
    private const byte StringMarker = 0x08;
    private const byte EndOfString = 0xFF;

    public static string Of(string partitionKey)
    {
        var (low, high) = Murmur128([StringMarker, .. Encoding.UTF8.GetBytes(partitionKey), EndOfString]);
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(hash, high);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(8), low);
        hash[0] &= 0x3F;
        return Convert.ToHexString(hash);
    }

    private static (ulong Low, ulong High) Murmur128(ReadOnlySpan<byte> data)
    {
        const ulong c1 = 0x87c37b91114253d5, c2 = 0x4cf5ad432745937f;
        ulong h1 = 0, h2 = 0;
        var length = data.Length;
        for (; data.Length >= 16; data = data[16..])
        {
            h1 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(data) * c1, 31) * c2;
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
            h2 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]) * c2, 33) * c1;
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        data.CopyTo(tail);
        h2 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]) * c2, 33) * c1;
        h1 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(tail) * c1, 31) * c2;

        h1 ^= (ulong)length;
        h2 ^= (ulong)length;
        h1 += h2;
        h2 += h1;
        h1 = Mixed(h1);
        h2 = Mixed(h2);
        h1 += h2;
        h2 += h1;
        return (h1, h2);
    }

    private static ulong Mixed(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
