using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LiveShop.Core.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>Reads a JSON body, with a Content-Length or chunked.</summary>
public static class RequestBody
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>In bytes, for a batch of products.</summary>
    public const int MaxBatchLength = 512 * 1024;

    private static readonly JsonSerializerOptions Options = new(LiveShopJson.Options)
    {
        Converters = { new IntegerConverter<int>(), new IntegerConverter<long>() },
    };

    /// <exception cref="ProblemException">415, 413 or 400: not JSON by its content type, too long, or not of this form.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, int maxLength = MaxLength) where T : class
    {
        if (!IsJson(request.ContentType))
            throw Unsupported("The body must be application/json.");
        if (IsEncoded(request.Headers.ContentEncoding))
            throw Unsupported("The body must not be compressed or encoded otherwise.");

        var body = WithoutByteOrderMark(await ReadBytesAsync(request, maxLength));
        // The JSON reader does not validate the bytes of members that it skips.
        if (!Utf8.IsValid(body.Span))
            throw Malformed("The body is not valid UTF-8.");

        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Options) ?? throw Malformed("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw Malformed(exception.Path is { Length: > 1 } path
                ? $"The value at {path} does not have the right form."
                : "The body is not valid JSON, or not of the expected form.");
        }
    }

    /// <summary>Reads a body that is a file, whatever its content type says it is.</summary>
    /// <param name="maxLength">In bytes.</param>
    /// <exception cref="ProblemException">415, 413 or 400: a form or encoded, too long, or not as long as announced.</exception>
    public static async Task<byte[]> ReadFileAsync(HttpRequest request, int maxLength)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
            throw Unsupported("The body must be the file itself and not a form.");
        if (IsEncoded(request.Headers.ContentEncoding))
            throw Unsupported("The body must not be compressed or encoded otherwise.");
        return (await ReadBytesAsync(request, maxLength)).ToArray();
    }

    // Must not be sent and may be ignored (RFC 8259 8.1); PowerShell and Excel's exports have one.
    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int maxLength)
    {
        if (request.ContentLength > maxLength)
            throw TooLarge(maxLength);

        var buffer = new byte[(int)(request.ContentLength ?? maxLength) + 1];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await ReadAsync(request, buffer.AsMemory(length), maxLength);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
        }

        throw TooLarge(maxLength);
    }

    // An IOException here is the client's fault: broken chunks, or a body that ends early.
    private static async ValueTask<int> ReadAsync(HttpRequest request, Memory<byte> buffer, int maxLength)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The web server's own limit, which applies first to bodies that are far too long.
            throw TooLarge(maxLength);
        }
        catch (IOException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "unreadable-body", "The body did not arrive as it was announced.");
        }
    }

    // application/json and the types built on it, such as application/merge-patch+json.
    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static bool IsEncoded(StringValues contentEncoding) =>
        contentEncoding.Any(encoding => encoding is not (null or "") && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    private static ProblemException Unsupported(string detail) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", detail);

    private static ProblemException TooLarge(int maxLength) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body must not be longer than {maxLength} bytes.");

    private static ProblemException Malformed(string detail) =>
        new(StatusCodes.Status400BadRequest, "malformed-json", detail);
}
