using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LiveShop.Tests.Access;

/// <summary>Makes JSON Web Tokens by hand, also such as no library would make.</summary>
internal static class Jwt
{
    public static string Hs256(byte[] key, Dictionary<string, object?> claims, string algorithm = "HS256") =>
        Sign(new { alg = algorithm, typ = "JWT" }, claims, signed => HMACSHA256.HashData(key, signed));

    public static string Hs512(byte[] key, Dictionary<string, object?> claims) =>
        Sign(new { alg = "HS512", typ = "JWT" }, claims, signed => HMACSHA512.HashData(key, signed));

    /// <param name="header">More of the header, or other than is usual.</param>
    public static string Rs256(RSA key, string keyId, Dictionary<string, object?> claims, params ReadOnlySpan<(string Name, object Value)> header)
    {
        var whole = new Dictionary<string, object?> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = keyId };
        foreach (var (name, value) in header)
            whole[name] = value;
        return WithHeader(whole, claims, signed => key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string WithHeader(Dictionary<string, object?> header, Dictionary<string, object?> claims, Func<byte[], byte[]> sign) =>
        Sign(header, claims, sign);

    /// <summary>Signed by a key that it brings along itself.</summary>
    public static string WithItsOwnKey(RSA key, Dictionary<string, object?> claims) =>
        Rs256(key, "own", claims, ("jwk", PublicKey(key, "own")));

    public static string Unsigned(Dictionary<string, object?> claims, string algorithm = "none") =>
        Sign(new { alg = algorithm, typ = "JWT" }, claims, _ => []);

    /// <summary>Other claims under the same signature.</summary>
    public static string Tampered(string token, Dictionary<string, object?> claims)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Part(claims)}.{parts[2]}";
    }

    public static object PublicKey(RSA key, string keyId)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = keyId, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) };
    }

    /// <summary>Claims of an admin's token.</summary>
    public static Dictionary<string, object?> Claims(string issuer, string audience, TimeSpan? until = null, TimeSpan? from = null) => new()
    {
        ["iss"] = issuer,
        ["aud"] = audience,
        ["sub"] = "ann-id",
        ["name"] = "Ann",
        ["roles"] = new[] { "admin" },
        ["nbf"] = Seconds(from ?? TimeSpan.FromMinutes(-1)),
        ["exp"] = Seconds(until ?? TimeSpan.FromHours(3)),
    };

    public static Dictionary<string, object?> With(this Dictionary<string, object?> claims, string name, object? value) =>
        new(claims) { [name] = value };

    public static Dictionary<string, object?> Without(this Dictionary<string, object?> claims, string name) =>
        claims.Where(claim => claim.Key != name).ToDictionary();

    private static long Seconds(TimeSpan fromNow) => (DateTimeOffset.UtcNow + fromNow).ToUnixTimeSeconds();

    private static string Sign(object header, Dictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
