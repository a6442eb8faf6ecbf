using System.Security.Claims;
using LiveShop.Functions.Http;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Local.SignIn;

/// <summary>Admins whom this installation signed in itself.</summary>
public sealed class LocalTrust(LocalKey key) : ITokenTrust
{
    public const string Audience = "liveshop";

    private readonly TokenValidationParameters rules = key.RulesFor(Audience);

    public async Task<ClaimsIdentity?> IdentifyAsync(string token, CancellationToken cancellation) =>
        await TokenRules.CheckAsync(token, rules) is { IsValid: true, ClaimsIdentity: var bearer } ? bearer : null;
}
