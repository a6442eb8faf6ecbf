using System.Security.Claims;

namespace LiveShop.Functions.Auth;

/// <summary>Validates bearer tokens: of an OpenID Connect issuer in Azure, of the local sign-in in LiveShop.Local.</summary>
public interface ITokenValidator
{
    /// <returns>The token's claims; null when the token is not valid, or no longer.</returns>
    /// <exception cref="IssuerUnavailableException">The issuer's keys are needed and cannot be fetched now.</exception>
    Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation);
}

/// <summary>The OpenID Connect metadata of the token issuer cannot be fetched.</summary>
public sealed class IssuerUnavailableException(string message, Exception inner) : Exception(message, inner);
