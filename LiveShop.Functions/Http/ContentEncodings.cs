using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>Which compression a client takes (RFC 9110 12.5.3).</summary>
public static class ContentEncodings
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    private const string Identity = "identity";

    /// <summary>
    /// The encoding that the client prefers, brotli before gzip where it prefers neither. ASP.NET Core's response compression
    /// would send <c>br</c> to a client that says <c>br;q=0, *</c>.
    /// </summary>
    /// <returns>Null when the answer is to be sent as it is.</returns>
    public static string? Preferred(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
            return null;

        var (brotli, gzip) = (QualityOf(Brotli), QualityOf(Gzip));
        var best = Math.Max(brotli, gzip);
        // Of what is equally welcome the compressed form is shorter.
        if (best <= 0 || (accepted.Any(given => Names(given, Identity)) && QualityOf(Identity) > best))
            return null;
        return brotli >= gzip ? Brotli : Gzip;

        double QualityOf(string encoding) =>
            (accepted.FirstOrDefault(given => Names(given, encoding)) ?? accepted.FirstOrDefault(given => Names(given, "*"))) is { } found
                ? found.Quality ?? 1
                : 0;
    }

    private static bool Names(StringWithQualityHeaderValue given, string encoding) =>
        given.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase);
}
