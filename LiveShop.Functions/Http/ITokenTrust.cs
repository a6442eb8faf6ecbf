using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Http;

/// <summary>Whose tokens are believed.</summary>
public interface ITokenTrust
{
    /// <summary>What a token must fulfil: keys and algorithms, issuer, audience, lifetime.</summary>
    /// <exception cref="IssuerUnavailableException">The issuer's keys cannot be had now.</exception>
    ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation);
}

public sealed class IssuerUnavailableException(string message, Exception inner) : Exception(message, inner);
