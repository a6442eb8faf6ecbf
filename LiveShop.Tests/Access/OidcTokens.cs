using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LiveShop.Tests.Access;

/// <summary>Tokens for a server that believes an issuer, of people who are no admins of its, and what each must come to.</summary>
internal static class OidcTokens
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    private static readonly RSA OtherKey = RsaKeys.Of("other");

    /// <param name="elsewhere">An issuer that the server does not validator.</param>
    public static Dictionary<string, (string Token, int Status)> Of(OidcIssuer issuer, OidcIssuer elsewhere, string audience)
    {
        var admin = Jwt.Claims(issuer.Address, audience);
        var good = issuer.Sign(admin);
        return new()
        {
            ["a customer, roles missing"] = (issuer.Sign(admin.Without("roles")), Forbidden),
            ["roles in one text"] = (issuer.Sign(admin.With("roles", "admin editor")), Forbidden),
            ["a list as a text"] = (issuer.Sign(admin.With("roles", "[\"admin\"]")), Forbidden),
            ["roles as an object"] = (issuer.Sign(admin.With("roles", new { admin = true })), Forbidden),
            ["a list in the list"] = (issuer.Sign(admin.With("roles", new[] { new[] { "admin" } })), Forbidden),
            ["roles that are no texts"] = (issuer.Sign(admin.With("roles", new object?[] { true, 7, null })), Forbidden),
            ["the role in another claim"] = (issuer.Sign(admin.Without("roles").With("Roles", new[] { "admin" }).With("role", "admin").With("groups", new[] { "admin" })), Forbidden),
            ["expired"] = (issuer.Sign(Jwt.Claims(issuer.Address, audience, until: TimeSpan.FromMinutes(-1), from: TimeSpan.FromHours(-1))), Unauthorized),
            ["not yet valid"] = (issuer.Sign(Jwt.Claims(issuer.Address, audience, from: TimeSpan.FromHours(1))), Unauthorized),
            ["without an end"] = (issuer.Sign(admin.Without("exp")), Unauthorized),
            ["an end that is no time"] = (issuer.Sign(admin.With("exp", "tomorrow")), Unauthorized),
            ["an end before all time"] = (issuer.Sign(admin.With("exp", -1)), Unauthorized),
            ["wrong issuer"] = (issuer.Sign(admin.With("iss", "https://elsewhere.example")), Unauthorized),
            ["its address with a slash"] = (issuer.Sign(admin.With("iss", issuer.Address + "/")), Unauthorized),
            ["wrong audience"] = (issuer.Sign(admin.With("aud", "api://other")), Unauthorized),
            ["other audiences"] = (issuer.Sign(admin.With("aud", new[] { "api://other", audience + "/" })), Unauthorized),
            ["wrong key under the right name"] = (Jwt.Rs256(OtherKey, issuer.KeyId, admin), Unauthorized),
            ["another issuer's"] = (elsewhere.Sign(admin), Unauthorized),
            ["alg none"] = (Jwt.Unsigned(admin), Unauthorized),
            ["the published key's PEM as a shared secret"] = (Jwt.Hs256(Encoding.ASCII.GetBytes(issuer.Key.ExportSubjectPublicKeyInfoPem()), admin), Unauthorized),
            ["the published key's DER as a shared secret"] = (Jwt.Hs256(issuer.Key.ExportSubjectPublicKeyInfo(), admin), Unauthorized),
            ["the published modulus as a shared secret"] = (Jwt.Hs256(issuer.Key.ExportParameters(false).Modulus!, admin), Unauthorized),
            ["a shared secret under the published name"] = (Jwt.WithHeader(new() { ["alg"] = "HS256", ["kid"] = issuer.KeyId }, admin, signed => HMACSHA256.HashData(issuer.Key.ExportSubjectPublicKeyInfo(), signed)), Unauthorized),
            ["an elliptic signature of zeros"] = (Jwt.WithHeader(new() { ["alg"] = "ES256", ["kid"] = issuer.KeyId }, admin, _ => new byte[64]), Unauthorized),
            ["a key of its own in the header"] = (Jwt.WithItsOwnKey(OtherKey, admin), Unauthorized),
            ["a certificate of its own in the header"] = (Jwt.Rs256(OtherKey, "own", admin, ("x5c", new[] { Certificate() })), Unauthorized),
            ["keys at another address"] = (Jwt.Rs256(elsewhere.Key, elsewhere.KeyId, admin, ("jku", $"{elsewhere.Address}/keys")), Unauthorized),
            ["a certificate at another address"] = (Jwt.Rs256(elsewhere.Key, elsewhere.KeyId, admin, ("x5u", $"{elsewhere.Address}/keys")), Unauthorized),
            ["a key's name that is a path"] = (Jwt.Rs256(OtherKey, "../../../../dev/null", admin), Unauthorized),
            ["a key's name that is an address"] = (Jwt.Rs256(elsewhere.Key, $"{elsewhere.Address}/keys", admin), Unauthorized),
            ["a key's name that is a query"] = (Jwt.Rs256(OtherKey, "x' OR '1'='1", admin), Unauthorized),
            ["a key's name with a zero byte"] = (Jwt.Rs256(OtherKey, $"{issuer.KeyId}\0", admin), Unauthorized),
            ["a key's name that is long"] = (Jwt.Rs256(OtherKey, new string('k', 8000), admin), Unauthorized),
            ["a key's name that is no text"] = (Jwt.Rs256(OtherKey, "own", admin, ("kid", new[] { 7 })), Unauthorized),
            ["an extension that must be understood"] = (Jwt.Rs256(issuer.Key, issuer.KeyId, admin, ("crit", new[] { "b64" }), ("b64", true)), Unauthorized),
            ["a huge one"] = (issuer.Sign(admin.With("x", new string('x', 15_000)))[..^1], Unauthorized),
            ["a signature cut short"] = (good[..^4], Unauthorized),
            ["a part more"] = ($"{good}.x", Unauthorized),
            ["five parts, as an encrypted one has"] = ($"{good}.x.y", Unauthorized),
            ["other claims under a good signature"] = (Jwt.Tampered(issuer.Sign(admin.Without("roles")), admin), Unauthorized),
        };
    }

    private static string Certificate() =>
        Convert.ToBase64String(new CertificateRequest("CN=own", OtherKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)).RawData);
}
