using System.Threading.RateLimiting;
using LiveShop.Core.Results;
using LiveShop.Functions.Http;
using NetVips;

namespace LiveShop.Functions.Media;

/// <summary>
/// Decodes an uploaded picture and encodes its pixels anew, as a WebP of bounded size: upright, in sRGB, and without anything
/// else that the file held, such as the place where it was taken (docs/decisions/pictures.md).
/// </summary>
public sealed class PictureConverter : IDisposable
{
    /// <summary>Longest side of the result in pixels.</summary>
    public const int MaxSide = 1_600;

    /// <summary>Of the uploaded picture; a decoder takes up to 15 bytes for each.</summary>
    public const int MaxPixels = 25_000_000;

    /// <summary>Field of the problems about the picture.</summary>
    private const string Field = "file";

    private const int MaxConversions = 2, MaxWaiting = 16, Quality = 82;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter conversions = new(new()
    {
        PermitLimit = MaxConversions, QueueLimit = MaxWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // All decoders of the library but these are out of reach, no picture is kept in memory after it was converted, and what is
    // wrong with a file is nothing for standard error.
    static PictureConverter()
    {
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in new[] { "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif" })
            Operation.Block(loader, false);
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });
        NetVips.NetVips.Concurrency = 1;
    }

    /// <returns>The picture as WebP; refused as <c>validation</c> when it is none, is damaged, or is too large.</returns>
    /// <exception cref="ProblemException">503: too many pictures are being converted.</exception>
    public async Task<Result<byte[]>> ConvertAsync(byte[] file, CancellationToken cancellation)
    {
        using var turn = await conversions.AcquireAsync(1, cancellation);
        if (!turn.IsAcquired)
        {
            throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable, "unavailable", "Too many pictures are being converted. Try again soon.")
            { RetryAfter = RetryAfter };
        }

        return await Task.Run(() => Convert(file), cancellation);
    }

    public void Dispose() => conversions.Dispose();

    private static Result<byte[]> Convert(byte[] file)
    {
        if (PictureFormats.Of(file) is not { } format)
            return Refused("Must be a JPEG, PNG, WebP or AVIF picture.");
        if (format == PictureFormats.Jpeg && PictureFormats.HasTooManyScans(file))
            return Refused("Must not have that many scans.");
        if (format == PictureFormats.Png && PictureFormats.IsCutOff(file))
            return Unreadable();

        try
        {
            // Opening a picture reads its header only.
            using (var header = Image.NewFromBuffer(file, access: Enums.Access.Sequential))
            {
                if ((long)header.Width * header.Height > MaxPixels)
                    return Refused($"Must not have more than {MaxPixels / 1_000_000} megapixels.");
            }

            using var picture = Image.ThumbnailBuffer(
                file, MaxSide, height: MaxSide, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
            return picture.WebpsaveBuffer(q: Quality, smartSubsample: true, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return Unreadable();
        }
    }

    private static Refusal.Invalid Unreadable() => Refused("Cannot be read: the picture is damaged, or of a kind that is not supported.");

    private static Refusal.Invalid Refused(string error) => new(Field, error);
}
