using System.Buffers.Binary;
using NetVips;

namespace LiveShop.Tests.Media;

/// <summary>Picture files, made with the library that reads them.</summary>
internal static class Pictures
{
    /// <summary>A name of a picture that nobody has uploaded.</summary>
    public const string UnknownName = "00000000000000000000000000000000.webp";

    public const string Place = "48/1 8/1 14/1", Device = "Secret Camera", Comment = "secret-xmp";

    /// <summary>Files of all formats that can be uploaded.</summary>
    public static IReadOnlyDictionary<string, byte[]> OfEachFormat { get; } = new Dictionary<string, byte[]>
    {
        ["JPEG"] = Gradient(40, 30).JpegsaveBuffer(),
        ["progressive JPEG"] = Gradient(40, 30).JpegsaveBuffer(interlace: true),
        ["grey JPEG"] = Gradient(40, 30).Colourspace(Enums.Interpretation.Bw).JpegsaveBuffer(),
        ["CMYK JPEG"] = Gradient(40, 30).IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer(),
        ["PNG"] = Gradient(40, 30).PngsaveBuffer(),
        ["PNG of 16 bits"] = Gradient(40, 30).Cast(Enums.BandFormat.Ushort).Linear([257], [0]).Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(),
        ["PNG with transparency"] = Gradient(40, 30).Bandjoin(128).PngsaveBuffer(),
        ["WebP"] = Gradient(40, 30).WebpsaveBuffer(),
        ["lossless WebP"] = Gradient(40, 30).WebpsaveBuffer(lossless: true),
        ["AVIF"] = Avif(40, 30),
    };

    public static byte[] Jpeg(int width = 40, int height = 30) => Gradient(width, height).JpegsaveBuffer();

    public static byte[] Png(int width = 40, int height = 30) => Gradient(width, height).PngsaveBuffer();

    public static byte[] Avif(int width, int height) =>
        Gradient(width, height).HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0);

    /// <summary>A JPEG as a phone writes it: with place, device, comments and a wide-gamut profile, lying on its side.</summary>
    public static byte[] FromACamera()
    {
        using var plain = Gradient(40, 30).IccTransform("p3", inputProfile: "srgb");
        using var tagged = plain.Mutate(picture =>
        {
            picture.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", Place);
            picture.Set(GValue.GStrType, "exif-ifd0-Model", Device);
            picture.Set(GValue.GIntType, "orientation", 6);
            picture.Set(GValue.BlobType, "xmp-data", System.Text.Encoding.UTF8.GetBytes(Comment));
        });
        return tagged.JpegsaveBuffer(keep: Enums.ForeignKeep.All);
    }

    /// <summary>A WebP of two frames, the first of them red.</summary>
    public static byte[] Animated()
    {
        using var frames = Plain(20, 20, 255, 0, 0).Join(Plain(20, 20, 0, 0, 255), Enums.Direction.Vertical);
        using var animation = frames.Mutate(picture => picture.Set(GValue.GIntType, "page-height", 20));
        return animation.WebpsaveBuffer(lossless: true);
    }

    /// <summary>A PNG of 100 megapixels in some 100 kilobytes.</summary>
    public static byte[] PngBomb()
    {
        using var black = Image.Black(10_000, 10_000);
        return black.PngsaveBuffer(compression: 6);
    }

    /// <summary>A small JPEG whose header says that it has 100 megapixels.</summary>
    public static byte[] JpegBomb()
    {
        var file = Jpeg();
        var size = file.AsSpan()[(file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 5)..];
        BinaryPrimitives.WriteUInt16BigEndian(size, 10_000);
        BinaryPrimitives.WriteUInt16BigEndian(size[2..], 10_000);
        return file;
    }

    /// <summary>A small AVIF whose header says that it has 100 megapixels.</summary>
    public static byte[] AvifBomb()
    {
        var file = Avif(40, 30);
        var size = file.AsSpan()[(file.AsSpan().IndexOf("ispe"u8) + 8)..];
        BinaryPrimitives.WriteUInt32BigEndian(size, 10_000);
        BinaryPrimitives.WriteUInt32BigEndian(size[4..], 10_000);
        return file;
    }

    /// <summary>A progressive JPEG with thousands of scans, each of which the decoder would go over the whole picture for.</summary>
    public static byte[] JpegWithManyScans()
    {
        var file = Gradient(40, 30).JpegsaveBuffer(interlace: true);
        var last = file.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA });
        byte[] scan = file[last..^2];
        return [.. file[..last], .. Enumerable.Repeat(scan, 2_000).SelectMany(bytes => bytes), 0xFF, 0xD9];
    }

    /// <summary>A picture as the server keeps it.</summary>
    public static Image Read(byte[] webp) => Image.WebploadBuffer(webp);

    public static Image Plain(int width, int height, int red, int green, int blue) =>
        (Image.Black(width, height, bands: 3) + new double[] { red, green, blue }).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    private static Image Gradient(int width, int height)
    {
        var place = Image.Xyz(width, height).Linear([255.0 / width, 255.0 / height], [0, 0]).Cast(Enums.BandFormat.Uchar);
        return place.Bandjoin(place[0]).Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
