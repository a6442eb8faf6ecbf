using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Auth;

/// <summary>What holds for every token, whoever issued it.</summary>
public static class TokenValidation
{
    public const string RolesClaim = "roles";
    public const string AdminRole = "admin";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    public static TokenValidationParameters Of(string audience, IEnumerable<string> algorithms) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ValidateIssuer = true,
        ValidateAudience = true,
        // An audience is a name, and one with a slash more is another.
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidateLifetime = true,
        ClockSkew = ClockSkew,
        NameClaimType = "name",
        RoleClaimType = RolesClaim,
    };

    public static async Task<TokenValidationResult> CheckAsync(string token, TokenValidationParameters rules)
    {
        var result = await Tokens.ValidateTokenAsync(token, rules);
        return result is { IsValid: true, SecurityToken: JsonWebToken signed } && NeedsAnExtension(signed)
            ? new() { IsValid = false, Exception = new SecurityTokenValidationException("The token needs an extension.") }
            : result;
    }

    // None is known here, and a token that says one matters is not valid without (RFC 7515, 4.1.11). The library does not look.
    private static bool NeedsAnExtension(JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _);
}
