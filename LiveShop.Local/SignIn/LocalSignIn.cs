using System.Net;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.Results;
using LiveShop.Functions;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Local.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LiveShop.Local.SignIn;

internal sealed record SignInRequest(string? Name, IReadOnlyList<string>? Roles);

internal sealed record SignInResource(string AccessToken, DateTimeOffset ExpiresAt);

/// <summary>
/// Issues a token with any name and roles to callers on this machine, and to no others. Mapped only when no OpenID Connect
/// issuer is configured.
/// </summary>
internal static class LocalSignIn
{
    private const int MaxNameLength = 100;
    private const int MaxRoles = 10;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSocketEndpoint();
        services.AddSingleton(provider => InstallationKey.Open(provider.GetRequiredService<LocalOptions>().DataDirectory));
        return configuration.HasIssuer() ? services.AddOidcAdmins() : services.AddSingleton<ITokenValidator, LocalTokenValidator>();
    }

    public static void MapSignIn(this WebApplication app)
    {
        if (!app.Configuration.HasIssuer())
            app.MapPost("/dev/token", SignInAsync);
    }

    /// <summary>Whether admins sign in at an OpenID Connect issuer instead of here.</summary>
    public static bool HasIssuer(this IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Auth:Authority"]);

    private static async Task<IResult> SignInAsync(HttpContext context, InstallationKey key, TimeProvider clock)
    {
        if (!SocketEndpoint.IsLoopback(context) || !IsLocal(context.Request.Host))
            return Problems.Of(context, StatusCodes.Status404NotFound, "not-found", "There is nothing here.");

        try
        {
            var request = await RequestBody.ReadAsync<SignInRequest>(context.Request);
            return Check(request) is { } refusal ? Problems.Of(context, refusal) : Issue(context, request, key, clock);
        }
        catch (ProblemException problem)
        {
            return Problems.Of(context, problem);
        }
    }

    private static Refusal? Check(SignInRequest request) => new Validation()
        .Text(request.Name, "name", MaxNameLength, required: true)
        .Check(request.Roles is { Count: <= MaxRoles } roles && roles.All(Identifier.IsValid), "roles",
            $"Must be a list of at most {MaxRoles} roles, such as [\"admin\"].")
        .Failed(out var refusal) ? refusal : null;

    private static IResult Issue(HttpContext context, SignInRequest request, InstallationKey key, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = key.Sign(LocalTokenValidator.Audience, Lifetime, new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = request.Name!,
            [JwtRegisteredClaimNames.Name] = request.Name!,
            [TokenValidation.RolesClaim] = request.Roles!,
        });
        return Results.Json(new SignInResource(token, clock.Now() + Lifetime), LiveShopJson.Options);
    }

    // Prevents DNS rebinding.
    private static bool IsLocal(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
