using System.IO.Compression;
using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>A response read from a socket.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    /// <summary>The body as it was before it was compressed.</summary>
    public byte[] Content
    {
        get
        {
            using var body = new MemoryStream(Body);
            using Stream plain = Header("Content-Encoding") switch
            {
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                "gzip" => new GZipStream(body, CompressionMode.Decompress),
                _ => body,
            };
            using var decoded = new MemoryStream();
            plain.CopyTo(decoded);
            return decoded.ToArray();
        }
    }

    public bool Closes => string.Equals(Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The web server's own, to what it could not read as a request or what was too much for it: nothing of the shop has seen
    /// it, there is no body, and the connection ends.
    /// </summary>
    public bool IsOfTheServerItself => Status >= 400 && Body.Length == 0 && Closes && Header("X-Content-Type-Options") is null;

    /// <summary>The created resource and its kind: <c>livestreams</c>, <c>products</c>, <c>carts</c> or <c>orders</c>.</summary>
    public (string Kind, string Id)? Made =>
        Status == 201 && Header("Location")?.Split('/') is [_, "api", var kind, var id] ? (kind, id) : null;

    public string? Header(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    public override string ToString() =>
        $"{Status}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n\n{(Text.Length > 2000 ? Text[..2000] : Text)}";
}
