using System.Security.Claims;
using LiveShop.Core;
using LiveShop.Functions.Auth;
using LiveShop.Local.SignIn;
using Microsoft.Azure.Functions.Worker;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Local.Realtime;

/// <summary>Issues and validates the tokens with which clients connect to the hub. They are valid for the hub only.</summary>
internal sealed class HubTokens(InstallationKey key)
{
    public const string Path = "/client";

    private const string Audience = "liveshop-hub";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly TokenValidationParameters parameters = key.ValidationFor(Audience);

    /// <summary>The hub's address, and a token for the caller of this request.</summary>
    public SignalRConnectionInfo ConnectionFor(HttpRequest request, string hub) => new()
    {
        Url = $"{request.Scheme}://{request.Host}{request.PathBase}{Path}/?hub={Uri.EscapeDataString(hub)}",
        AccessToken = key.Sign(Audience, Lifetime, new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = Identifier.New() }),
    };

    /// <returns>Null when the token is missing, forged or expired.</returns>
    public async Task<ClaimsPrincipal?> ValidateAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;

        var result = await TokenValidation.ValidateAsync(token, parameters);
        return result.IsValid && result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub) is { Value: var subject }
            ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, subject)], "hub-token"))
            : null;
    }
}
