using System.Security.Cryptography;
using System.Text;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Checks a request's HMAC over its method, its resource and its date, as an account checks its key.</summary>
internal sealed class SignatureCheck(byte[] key)
{
    public bool Accepts(GatewayRequest request)
    {
        var given = Uri.UnescapeDataString(request["authorization"] ?? "");
        var (type, link) = ResourceOf(request);
        var text = $"{request.Method.ToLowerInvariant()}\n{type}\n{link}\n{request["x-ms-date"]?.ToLowerInvariant()}\n\n";
        var expected = $"type=master&ver=1.0&sig={Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
    }

    private static (string Type, string Link) ResourceOf(GatewayRequest request)
    {
        var segments = request.Segments;
        if (segments.Count == 0)
            return ("", "");

        var isFeed = segments.Count % 2 == 1;
        var type = isFeed ? segments[^1] : segments[^2];
        var named = isFeed ? segments.Take(segments.Count - 1).ToList() : [.. segments];

        // A resource addressed by internal id is signed by that id alone.
        var link = named.Count > 1 && named[1].EndsWith("==", StringComparison.Ordinal) ? named[^1].ToLowerInvariant() : string.Join('/', named);
        return (type, link);
    }
}
