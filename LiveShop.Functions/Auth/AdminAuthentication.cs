using System.Security.Claims;
using LiveShop.Core;
using LiveShop.Functions.Http;
using Microsoft.Net.Http.Headers;
namespace LiveShop.Functions.Auth;

/// <summary>Tells an admin by the bearer token of the request (RFC 6750).</summary>
public sealed class AdminAuthentication(ITokenValidator trust)
{
    private const string Realm = "Bearer realm=\"liveshop\"";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan IssuerRetry = TimeSpan.FromSeconds(5);

    /// <exception cref="ProblemException">401 without a valid token, 403 when its bearer is no admin, 503 when the issuer's keys cannot be had.</exception>
    public async Task<Actor> RequireAsync(HttpRequest request)
    {
        var bearer = await BearerOfAsync(request) ?? throw Unauthorized("This needs an admin's bearer token.", Realm);
        return AdminIn(bearer) ?? throw new ProblemException(StatusCodes.Status403Forbidden, "forbidden", "This is for admins only.");
    }

    /// <returns>Null when no token was sent, or that of somebody who is no admin: a customer, whom a public route serves as any other.</returns>
    /// <exception cref="ProblemException">401 for a bad token, 503 when the issuer's keys cannot be had.</exception>
    public async Task<Actor?> FindAsync(HttpRequest request) =>
        await BearerOfAsync(request) is { } bearer ? AdminIn(bearer) : null;

    /// <returns>Null when no token was sent.</returns>
    private async Task<ClaimsIdentity?> BearerOfAsync(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
            return null;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("The Authorization header must hold a bearer token.", Realm);

        try
        {
            return await trust.ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted)
                ?? throw Unauthorized("The bearer token is not valid, or no longer.", $"{Realm}, error=\"invalid_token\"");
        }
        catch (IssuerUnavailableException)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", "Tokens cannot be checked right now. Try again soon.")
            {
                RetryAfter = IssuerRetry,
            };
        }
    }

    private static Actor? AdminIn(ClaimsIdentity bearer) =>
        bearer.HasClaim(TokenValidation.RolesClaim, TokenValidation.AdminRole) ? new Actor(IdOf(bearer), NameOf(bearer)) : null;

    private static string IdOf(ClaimsIdentity bearer) =>
        (bearer.FindFirst("oid") ?? bearer.FindFirst("sub"))?.Value ?? "unknown";

    private static string NameOf(ClaimsIdentity bearer) =>
        (bearer.FindFirst("name") ?? bearer.FindFirst("preferred_username"))?.Value ?? IdOf(bearer);

    private static ProblemException Unauthorized(string detail, string challenge) =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", detail) { Challenge = challenge };
}
