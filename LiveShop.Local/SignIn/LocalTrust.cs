using LiveShop.Functions.Http;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Local.SignIn;

/// <summary>Admins whom this installation signed in itself.</summary>
public sealed class LocalTrust(LocalKey key) : ITokenTrust
{
    public const string Audience = "liveshop";

    private readonly TokenValidationParameters rules = key.RulesFor(Audience);

    public ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation) => ValueTask.FromResult(rules);
}
