using System.Buffers.Text;

namespace LiveShop.Bench.Load;

/// <summary>Finds the versions in messages without parsing the JSON.</summary>
internal static class Versions
{
    private static ReadOnlySpan<byte> Marker => "\"version\":"u8;

    /// <param name="end">Index where the search for the next one starts.</param>
    /// <returns>-1 when there is none.</returns>
    public static long Next(ReadOnlySpan<byte> message, out int end)
    {
        end = message.Length;
        var at = message.IndexOf(Marker);
        if (at < 0 || !Utf8Parser.TryParse(message[(at + Marker.Length)..], out long version, out var digits))
            return -1;
        end = at + Marker.Length + digits;
        return version;
    }
}
