using System.Security.Claims;
using LiveShop.Functions.Auth;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Local.SignIn;

/// <summary>Validates the tokens of admins who signed in at this installation.</summary>
public sealed class LocalTokenValidator(InstallationKey key) : ITokenValidator
{
    public const string Audience = "liveshop";

    private readonly TokenValidationParameters parameters = key.ValidationFor(Audience);

    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation) =>
        await TokenValidation.ValidateAsync(token, parameters) is { IsValid: true, ClaimsIdentity: var identity } ? identity : null;
}
