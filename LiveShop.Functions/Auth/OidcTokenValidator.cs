using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Auth;

/// <summary>Tokens of an OpenID Connect issuer, by the keys it publishes. Keys it rotates to are fetched when a token first names them.</summary>
public sealed class OidcTokenValidator(IOptions<OidcOptions> options, TimeProvider clock, ILogger<OidcTokenValidator> logger) : ITokenValidator
{
    // Asymmetric algorithms only: a published key must never verify a signature made with that key as a shared secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly OidcMetadataCache issuer = new(new Uri(options.Value.Authority), options.Value.Timeout, clock, logger);

    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation)
    {
        var known = await issuer.GetAsync(cancellation);
        var result = await TokenValidation.CheckAsync(token, RulesBy(known));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await issuer.GetNewerAsync(known, cancellation) is { } newer)
            result = await TokenValidation.CheckAsync(token, RulesBy(newer));
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    private TokenValidationParameters RulesBy(OpenIdConnectConfiguration published)
    {
        var rules = TokenValidation.Of(options.Value.Audience, Algorithms);
        rules.ValidIssuer = published.Issuer;
        rules.IssuerSigningKeys = published.SigningKeys;
        return rules;
    }
}
