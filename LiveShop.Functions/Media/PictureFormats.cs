using System.Buffers.Binary;

namespace LiveShop.Functions.Media;

/// <summary>Recognises the formats of pictures by their first bytes.</summary>
internal static class PictureFormats
{
    /// <summary>Content types of the formats that can be uploaded.</summary>
    public const string Jpeg = "image/jpeg", Png = "image/png", Webp = "image/webp", Avif = "image/avif";

    /// <summary>Far more scans than a camera or an editor writes into a progressive JPEG.</summary>
    private const int MaxScans = 100;

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    /// <summary>The content type of the picture; null when it is in none of the formats.</summary>
    public static string? Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Webp,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when HasAvifBrand(file) => Avif,
        _ => null,
    };

    /// <summary>
    /// Whether a JPEG has so many scans that decoding it would take minutes, because each of them goes over the whole picture.
    /// </summary>
    public static bool HasTooManyScans(ReadOnlySpan<byte> jpeg) => jpeg.Count(StartOfScan) > MaxScans;

    /// <summary>Whether a PNG ends before its last chunk, which its decoder takes for a picture whose rest is black.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> png) => png.LastIndexOf("IEND"u8) < 0;

    // The box of a file's type begins with its length, and its brands follow from the 9th byte on (ISO/IEC 14496-12, 4.3).
    private static bool HasAvifBrand(ReadOnlySpan<byte> file)
    {
        var box = file[..(int)Math.Min((uint)file.Length, BinaryPrimitives.ReadUInt32BigEndian(file))];
        for (var brand = 8; brand + 4 <= box.Length; brand += 4)
        {
            if (box[brand..(brand + 4)] is [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s'])
                return true;
        }

        return false;
    }
}
