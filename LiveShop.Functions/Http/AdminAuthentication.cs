using System.Security.Claims;
using LiveShop.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>Tells an admin by the bearer token of the request (RFC 6750).</summary>
public sealed class AdminAuthentication(ITokenTrust trust)
{
    private const string Realm = "Bearer realm=\"liveshop\"";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan IssuerRetry = TimeSpan.FromSeconds(5);

    private readonly JsonWebTokenHandler tokens = new() { MapInboundClaims = false };

    /// <exception cref="ProblemException">401 without a valid token, 403 when its bearer is no admin, 503 when the issuer's keys cannot be had.</exception>
    public async Task<Actor> RequireAsync(HttpRequest request) =>
        await FindAsync(request) ?? throw Unauthorized("This needs an admin's bearer token.", Realm);

    /// <returns>Null when no token was sent.</returns>
    /// <inheritdoc cref="RequireAsync" />
    public async Task<Actor?> FindAsync(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
            return null;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("The Authorization header must hold a bearer token.", Realm);

        var bearer = await ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted);
        return bearer.HasClaim(TokenRules.RolesClaim, TokenRules.AdminRole)
            ? new Actor(IdOf(bearer), NameOf(bearer))
            : throw new ProblemException(StatusCodes.Status403Forbidden, "forbidden", "This is for admins only.");
    }

    private async Task<ClaimsIdentity> ValidateAsync(string token, CancellationToken cancellation)
    {
        try
        {
            var result = await tokens.ValidateTokenAsync(token, await trust.ParametersAsync(cancellation));
            return result.IsValid
                ? result.ClaimsIdentity
                : throw Unauthorized("The bearer token is not valid, or no longer.", $"{Realm}, error=\"invalid_token\"");
        }
        catch (IssuerUnavailableException)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", "Tokens cannot be checked right now. Try again soon.")
            {
                RetryAfter = IssuerRetry,
            };
        }
    }

    private static string IdOf(ClaimsIdentity bearer) =>
        (bearer.FindFirst("oid") ?? bearer.FindFirst("sub"))?.Value ?? "unknown";

    private static string NameOf(ClaimsIdentity bearer) =>
        (bearer.FindFirst("name") ?? bearer.FindFirst("preferred_username"))?.Value ?? IdOf(bearer);

    private static ProblemException Unauthorized(string detail, string challenge) =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", detail) { Challenge = challenge };
}
