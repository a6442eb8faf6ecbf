using System.Security.Claims;
using LiveShop.Core;
using LiveShop.Functions.Auth;
using LiveShop.Local.SignIn;
using Microsoft.Azure.Functions.Worker;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
namespace LiveShop.Local.Realtime;

/// <summary>Tokens that let a client connect to the hub: who, and until when. They are good for nothing else.</summary>
public sealed class HubTokens(InstallationKey key)
{
    public const string Path = "/client";

    private const string Audience = "liveshop-hub";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly TokenValidationParameters rules = key.RulesFor(Audience);

    /// <summary>Where and with which token the caller of this request connects.</summary>
    public SignalRConnectionInfo ConnectionFor(HttpRequest request, string hub) => new()
    {
        Url = $"{request.Scheme}://{request.Host}{Path}/?hub={Uri.EscapeDataString(hub)}",
        AccessToken = key.Sign(Audience, Lifetime, new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = Identifier.New() }),
    };

    /// <returns>Null when the token is missing, forged or expired.</returns>
    public async Task<ClaimsPrincipal?> ValidateAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;

        var result = await TokenValidation.CheckAsync(token, rules);
        return result.IsValid && result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub) is { Value: var viewer }
            ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, viewer)], "hub-token"))
            : null;
    }
}
