using System.Buffers.Binary;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Internal ids: a database's 4 bytes, in a container's 8, in a document's 16. The client takes them apart, so they must be whole.</summary>
internal static class ResourceIds
{
    private static int last;

    public static byte[] NewDatabase()
    {
        var id = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(id, Interlocked.Increment(ref last));
        return id;
    }

    public static byte[] NewContainer(byte[] database)
    {
        var id = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(id, Interlocked.Increment(ref last));
        // This bit tells a container from a user of the database.
        id[0] |= 0x80;
        return [.. database, .. id];
    }

    public static byte[] NewDocument(byte[] container, long number)
    {
        var id = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(id, number);
        return [.. container, .. id];
    }

    public static string Text(byte[] id) => Convert.ToBase64String(id).Replace('/', '-');
}
