using System.Security.Claims;

namespace LiveShop.Functions.Auth;

/// <summary>Whose tokens are believed.</summary>
public interface ITokenValidator
{
    /// <returns>What the token says of its bearer; null when it is not to be believed, or no longer.</returns>
    /// <exception cref="IssuerUnavailableException">The issuer's keys cannot be had now.</exception>
    Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken cancellation);
}

public sealed class IssuerUnavailableException(string message, Exception inner) : Exception(message, inner);
