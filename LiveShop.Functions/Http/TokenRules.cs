using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Http;

/// <summary>What holds for every token, whoever issued it.</summary>
public static class TokenRules
{
    public const string RolesClaim = "roles";
    public const string AdminRole = "admin";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static TokenValidationParameters Of(string audience, IEnumerable<string> algorithms) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateLifetime = true,
        ClockSkew = ClockSkew,
        NameClaimType = "name",
        RoleClaimType = RolesClaim,
    };
}
