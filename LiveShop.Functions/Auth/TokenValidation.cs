using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Auth;

/// <summary>The validation that every token has to pass, whichever issuer it comes from.</summary>
public static class TokenValidation
{
    public const string RolesClaim = "roles";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Signature, issuer, audience and lifetime are required, with 30 s of clock skew. The caller adds issuer and keys.</summary>
    public static TokenValidationParameters ParametersFor(string audience, IEnumerable<string> algorithms) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ValidateIssuer = true,
        ValidateAudience = true,
        // Two audiences that differ by a trailing slash are different names.
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidateLifetime = true,
        ClockSkew = ClockSkew,
        NameClaimType = "name",
        RoleClaimType = RolesClaim,
    };

    /// <summary>Never throws for a bad token: the result holds the exception.</summary>
    public static async Task<TokenValidationResult> ValidateAsync(string token, TokenValidationParameters parameters)
    {
        var result = await Handler.ValidateTokenAsync(token, parameters);
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt } && HasCriticalHeader(jwt)
            ? new() { IsValid = false, Exception = new SecurityTokenValidationException("The token requires an extension (crit).") }
            : result;
    }

    // No extension is supported here, so a token with "crit" must be refused (RFC 7515, 4.1.11); the library does not check it.
    private static bool HasCriticalHeader(JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _);
}
