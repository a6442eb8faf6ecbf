using System.Security.Cryptography;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Access;

/// <summary>Tokens for a server that signs its own, and what each must come to.</summary>
internal sealed class LocalTokens
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    private static readonly RSA Rsa = RsaKeys.Of("other");

    private LocalTokens(byte[] key, string hubToken)
    {
        var admin = Jwt.Claims("liveshop-local", "liveshop");
        Admin = Jwt.Hs256(key, admin);
        Assistant = Jwt.Hs256(key, admin.With("roles", new[] { "assistant" }));
        Refused = new()
        {
            ["garbage"] = ("garbage", Unauthorized),
            ["three parts of garbage"] = ("a.b.c", Unauthorized),
            ["a customer, roles missing"] = (Jwt.Hs256(key, admin.Without("roles")), Forbidden),
            ["a customer, no roles"] = (Jwt.Hs256(key, admin.With("roles", Array.Empty<string>())), Forbidden),
            ["a role that looks like it"] = (Jwt.Hs256(key, admin.With("roles", new[] { "Admin", "administrator", "admin ", "Assistant", "assistants" })), Forbidden),
            ["the role in another claim"] = (Jwt.Hs256(key, admin.Without("roles").With("role", "admin").With("scope", "admin")), Forbidden),
            ["expired"] = (Jwt.Hs256(key, Jwt.Claims("liveshop-local", "liveshop", until: TimeSpan.FromMinutes(-1), from: TimeSpan.FromHours(-1))), Unauthorized),
            ["not yet valid"] = (Jwt.Hs256(key, Jwt.Claims("liveshop-local", "liveshop", from: TimeSpan.FromHours(1))), Unauthorized),
            ["without an end"] = (Jwt.Hs256(key, admin.Without("exp")), Unauthorized),
            ["wrong issuer"] = (Jwt.Hs256(key, admin.With("iss", "https://elsewhere.example")), Unauthorized),
            ["no issuer"] = (Jwt.Hs256(key, admin.Without("iss")), Unauthorized),
            ["wrong audience"] = (Jwt.Hs256(key, admin.With("aud", "liveshop-hub")), Unauthorized),
            ["no audience"] = (Jwt.Hs256(key, admin.Without("aud")), Unauthorized),
            ["a hub token"] = (hubToken, Unauthorized),
            ["wrong key"] = (Jwt.Hs256(RandomNumberGenerator.GetBytes(32), admin), Unauthorized),
            ["an empty key"] = (Jwt.Hs256([], admin), Unauthorized),
            ["alg none"] = (Jwt.Unsigned(admin), Unauthorized),
            ["alg nOnE"] = (Jwt.Unsigned(admin, "nOnE"), Unauthorized),
            ["alg none with a signature"] = (Jwt.Hs256(key, admin, "none"), Unauthorized),
            ["HS256 without a signature"] = (Jwt.Unsigned(admin, "HS256"), Unauthorized),
            ["another algorithm with the right key"] = (Jwt.Hs512(key, admin), Unauthorized),
            ["RS256"] = (Jwt.Rs256(Rsa, "", admin), Unauthorized),
            ["a key of its own in the header"] = (Jwt.WithItsOwnKey(Rsa, admin), Unauthorized),
            ["other claims under a good signature"] = (Jwt.Tampered(Jwt.Hs256(key, admin.Without("roles")), admin), Unauthorized),
        };
    }

    /// <summary>Made as the others are, so that they are refused for what is said of them and for nothing else.</summary>
    public string Admin { get; }

    public string Assistant { get; }

    public Dictionary<string, (string Token, int Status)> Refused { get; }

    public static async Task<LocalTokens> ForAsync(LocalServer server, string hubToken) =>
        new(await File.ReadAllBytesAsync(Path.Combine(server.DataDirectory, "signing.key")), hubToken);
}
