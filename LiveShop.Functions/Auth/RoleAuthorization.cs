using System.Security.Claims;
using LiveShop.Core;
using LiveShop.Functions.Http;
using Microsoft.Net.Http.Headers;
namespace LiveShop.Functions.Auth;

/// <summary>Decides by the bearer token of a request (RFC 6750) who calls, and whether they may.</summary>
public sealed class RoleAuthorization(ITokenValidator tokens)
{
    private const string Challenge = "Bearer realm=\"liveshop\"";
    private const string TokenNeeded = "This needs a bearer token.";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan IssuerRetry = TimeSpan.FromSeconds(5);

    /// <returns>The caller when a role lets it in, or see more than everybody; null otherwise.</returns>
    /// <exception cref="ProblemException">401 without a valid token, 403 without a role, 503 without the issuer's keys.</exception>
    public async Task<Actor?> AuthorizeAsync(HttpRequest request, AccessAttribute access)
    {
        switch (access)
        {
            case RequireRoleAttribute { Roles: var roles }:
                return await RequireAsync(request, roles, Unauthorized(TokenNeeded, Challenge));
            case RequireOrderKeyOrRoleAttribute { Roles: var roles }:
                request.HttpContext.Response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Authorization}, {OrderKey.Header}");
                return OrderKey.Of(request) is null
                    ? await RequireAsync(request, roles, OrderKeyRequired())
                    : await FindAsync(request, roles);
            case PublicAttribute { StaffSeeMore: true }:
                request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
                return await FindAsync(request, Roles.Staff);
            default:
                return null;
        }
    }

    /// <param name="missing">To be thrown when there is no token.</param>
    private async Task<Actor> RequireAsync(HttpRequest request, IReadOnlyList<string> roles, ProblemException missing)
    {
        var identity = await AuthenticateAsync(request) ?? throw missing;
        return ActorOf(identity, roles) ?? throw Forbidden(roles);
    }

    /// <summary>The problem of a caller who sees no more than everybody; to be thrown.</summary>
    public static ProblemException NotStaff(HttpRequest request) =>
        request.Headers.Authorization.Count == 0 ? Unauthorized(TokenNeeded, Challenge) : Forbidden(Roles.Staff);

    private async Task<Actor?> FindAsync(HttpRequest request, IReadOnlyList<string> roles) =>
        await AuthenticateAsync(request) is { } identity ? ActorOf(identity, roles) : null;

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

    private static Actor? ActorOf(ClaimsIdentity identity, IReadOnlyList<string> roles) =>
        roles.Any(role => identity.HasClaim(TokenValidation.RolesClaim, role)) ? new Actor(IdOf(identity), NameOf(identity)) : null;

    private static string IdOf(ClaimsIdentity identity) =>
        (identity.FindFirst("oid") ?? identity.FindFirst("sub"))?.Value ?? "unknown";

    private static string NameOf(ClaimsIdentity identity) =>
        (identity.FindFirst("name") ?? identity.FindFirst("preferred_username"))?.Value ?? IdOf(identity);

    private static ProblemException Unauthorized(string detail, string challenge) =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", detail) { Challenge = challenge };

    private static ProblemException Forbidden(IReadOnlyList<string> roles) =>
        new(StatusCodes.Status403Forbidden, "forbidden", $"This needs the role {string.Join(" or ", roles)}.");

    private static ProblemException OrderKeyRequired() => new(
        StatusCodes.Status401Unauthorized, "order-key-required",
        $"This needs the key of the order in {OrderKey.Header}, or a bearer token.")
    {
        Challenge = Challenge,
    };
}
