using System.Security.Claims;
using LiveShop.Core;
using LiveShop.Functions.Http;
using Microsoft.Net.Http.Headers;
namespace LiveShop.Functions.Auth;

/// <summary>Identifies an admin by the bearer token of the request (RFC 6750).</summary>
public sealed class AdminAuthentication(ITokenValidator tokens)
{
    private const string Challenge = "Bearer realm=\"liveshop\"";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan IssuerRetry = TimeSpan.FromSeconds(5);

    /// <exception cref="ProblemException">401 without a valid token, 403 without the role, 503 without the issuer's keys.</exception>
    public async Task<Actor> RequireAdminAsync(HttpRequest request)
    {
        var identity = await AuthenticateAsync(request) ?? throw Unauthorized("This needs an admin's bearer token.", Challenge);
        return AdminOf(identity) ?? throw new ProblemException(StatusCodes.Status403Forbidden, "forbidden", "This is for admins only.");
    }

    /// <returns>Null without a token, or with the valid token of a user who is no admin.</returns>
    /// <exception cref="ProblemException">401 for an invalid token, 503 when the issuer's keys are unavailable.</exception>
    public async Task<Actor?> FindAdminAsync(HttpRequest request) =>
        await AuthenticateAsync(request) is { } identity ? AdminOf(identity) : null;

    /// <returns>Null without an Authorization header.</returns>
    private async Task<ClaimsIdentity?> AuthenticateAsync(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
            return null;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("The Authorization header must hold a bearer token.", Challenge);

        try
        {
            return await tokens.ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted)
                ?? throw Unauthorized("The bearer token is not valid, or no longer.", $"{Challenge}, error=\"invalid_token\"");
        }
        catch (IssuerUnavailableException)
        {
            const string detail = "Tokens cannot be checked right now. Try again soon.";
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", detail) { RetryAfter = IssuerRetry };
        }
    }

    private static Actor? AdminOf(ClaimsIdentity identity) =>
        identity.HasClaim(TokenValidation.RolesClaim, TokenValidation.AdminRole) ? new Actor(IdOf(identity), NameOf(identity)) : null;

    private static string IdOf(ClaimsIdentity identity) =>
        (identity.FindFirst("oid") ?? identity.FindFirst("sub"))?.Value ?? "unknown";

    private static string NameOf(ClaimsIdentity identity) =>
        (identity.FindFirst("name") ?? identity.FindFirst("preferred_username"))?.Value ?? IdOf(identity);

    private static ProblemException Unauthorized(string detail, string challenge) =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", detail) { Challenge = challenge };
}
