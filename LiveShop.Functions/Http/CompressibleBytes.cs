using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>An answer that many clients get, compressed at most once for all of them.</summary>
/// <param name="plain">As it is sent to clients that take no compression.</param>
/// <param name="brotliQuality">0 to 11: 4 for what lives for a second, 11 for what lives as long as the program.</param>
public sealed class CompressibleBytes(byte[] plain, int brotliQuality)
{
    /// <summary>In bytes; what is shorter fits into one packet anyway.</summary>
    private const int MinLength = 1_024;

    private readonly Lazy<byte[]> brotli = new(() => Brotli(plain, brotliQuality));
    private readonly Lazy<byte[]> gzip = new(() => Gzip(plain));

    public byte[] Plain => plain;

    /// <summary>200 in the encoding that the client prefers, or 304 when it has that very form.</summary>
    /// <param name="etag">The ETag of the plain form, from which the others get tags of their own; none when null.</param>
    public IResult For(HttpRequest request, string contentType, string? etag = null)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var encoding = plain.Length < MinLength ? null : ContentEncodings.Preferred(request);
        if (encoding is not null)
            headers.ContentEncoding = encoding;

        if (etag is not null)
        {
            headers.ETag = encoding is null ? etag : etag.Insert(etag.Length - 1, $"-{encoding}");
            if (ETags.Matches(request.Headers.IfNoneMatch, headers.ETag.ToString()))
                return RequestContext.NotModified;
        }

        return Results.Bytes(In(encoding), contentType);
    }

    /// <summary>The bytes in an encoding of <see cref="ContentEncodings"/>, as they are for null.</summary>
    public byte[] In(string? encoding) => encoding switch
    {
        ContentEncodings.Brotli => brotli.Value,
        ContentEncodings.Gzip => gzip.Value,
        _ => plain,
    };

    private static byte[] Brotli(byte[] plain, int quality)
    {
        const int window = 22;
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, buffer, out var written, quality, window)
            ? buffer[..written]
            : throw new InvalidOperationException("The buffer is too short, although it has the length that the encoder asked for.");
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal))
            stream.Write(plain);
        return compressed.ToArray();
    }
}
