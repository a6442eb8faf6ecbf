using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Auth;

/// <summary>Validates tokens of an OpenID Connect issuer. Fetches a signing key that is not cached before it refuses.</summary>
public sealed class OidcTokenValidator(
    IOptions<OidcOptions> options, TimeProvider clock, ILogger<OidcTokenValidator> logger) : ITokenValidator
{
    // Asymmetric only: a published key must never verify an HMAC made with that key as the shared secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly OidcMetadataCache issuer = new(new Uri(options.Value.Authority), options.Value.Timeout, clock, logger);

    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation)
    {
        var cached = await issuer.GetConfigurationAsync(cancellation);
        var result = await TokenValidation.ValidateAsync(token, ParametersFor(cached));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await issuer.GetNewerAsync(cached, cancellation) is { } newer)
            result = await TokenValidation.ValidateAsync(token, ParametersFor(newer));
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    private TokenValidationParameters ParametersFor(OpenIdConnectConfiguration metadata)
    {
        var parameters = TokenValidation.ParametersFor(options.Value.Audience, Algorithms);
        parameters.ValidIssuer = metadata.Issuer;
        parameters.IssuerSigningKeys = metadata.SigningKeys;
        return parameters;
    }
}
