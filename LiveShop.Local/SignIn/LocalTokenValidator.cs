using System.Security.Claims;
using LiveShop.Functions.Auth;
using Microsoft.IdentityModel.Tokens;
namespace LiveShop.Local.SignIn;

/// <summary>Admins whom this installation signed in itself.</summary>
public sealed class LocalTokenValidator(InstallationKey key) : ITokenValidator
{
    public const string Audience = "liveshop";

    private readonly TokenValidationParameters rules = key.RulesFor(Audience);

    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation) =>
        await TokenValidation.CheckAsync(token, rules) is { IsValid: true, ClaimsIdentity: var bearer } ? bearer : null;
}
