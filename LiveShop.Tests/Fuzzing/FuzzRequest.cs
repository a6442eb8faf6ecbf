using System.Globalization;
using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>A request to try, exactly as its bytes go out.</summary>
/// <param name="Trick">What is odd about it.</param>
internal sealed record FuzzRequest(string Trick, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>Longer requests may be refused before they are read, and then the response may be lost.</summary>
    private const int LongHead = 8 * 1024;

    /// <summary>Whether it leads where the document says, so that its answer can be held to the document's operation.</summary>
    public bool IsDocumented { get; init; }

    /// <summary>The requested operation; null when the method or the path matches none.</summary>
    public string? OperationId { get; init; }

    /// <summary>Whether the web server itself may refuse it: something in its head is more, or other, than it takes.</summary>
    public bool MayBeNoRequest { get; init; }

    /// <summary>Whether the end of the connection may be all that comes back.</summary>
    public bool MayGoUnanswered =>
        Raw is not null || (MayBeNoRequest && Target.Length + Headers.Sum(header => header.Value.Length) > LongHead);

    /// <summary>Sent instead of what the rest would make: no request any more, or not for sure.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The token in it, which no answer may repeat.</summary>
    public string? Token { get; init; }

    public string Path => Target.Split('?')[0];

    public bool IsChunked => Headers.Any(header => header is { Name: "Transfer-Encoding", Value: "chunked" });

    public byte[] ToBytes()
    {
        if (Raw is not null)
            return Raw;

        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!IsChunked && (Body.Length > 0 || Method is "POST" or "PUT" or "PATCH"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        byte[] framed = IsChunked ? [.. Encoding.ASCII.GetBytes($"{Body.Length:x}\r\n"), .. Body, .. Body.Length == 0 ? "\r\n"u8 : "\r\n0\r\n\r\n"u8] : Body;
        return [.. Encoding.Latin1.GetBytes($"{head}\r\n"), .. framed];
    }

    /// <summary>The request in a form that <c>printf '…' | nc</c> sends again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"[{Trick}] ");
        foreach (var b in ToBytes())
        {
            _ = b switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\\' => text.Append("\\\\"),
                (byte)'\'' => text.Append("\\047"),
                (byte)'%' => text.Append("%%"),
                >= 32 and < 127 => text.Append((char)b),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}"),
            };
        }

        return text.ToString();
    }
}
