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

/// <param name="Role">Of <see cref="Roles"/>; <see cref="Roles.Admin"/> when left out.</param>
internal sealed record SignInRequest(string? Name, string? Role);

/// <param name="ExpiresIn">The seconds until <paramref name="ExpiresAt"/>, for a device whose clock is wrong.</param>
internal sealed record SignInResource(string AccessToken, DateTimeOffset ExpiresAt, long ExpiresIn);

/// <summary>
/// Issues a token with any name and role to callers on this machine, and to no others. Mapped only when no OpenID Connect
/// issuer is configured, and never behind a proxy, which makes every caller look local.
/// </summary>
internal static class LocalSignIn
{
    private const int MaxNameLength = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => InstallationKey.Open(provider.GetRequiredService<LocalOptions>().DataDirectory));
        return configuration.HasIssuer() ? services.AddOidcAdmins() : services.AddSingleton<ITokenValidator, LocalTokenValidator>();
    }

    public static void MapSignIn(this WebApplication app)
    {
        if (!app.Configuration.HasIssuer() && !app.Configuration.TrustsForwardedHeaders())
            app.MapPost("/dev/token", SignInAsync);
    }

    /// <summary>Whether admins sign in at an OpenID Connect issuer instead of here.</summary>
    public static bool HasIssuer(this IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Auth:Authority"]);

    /// <summary>Refuses to listen beyond loopback without an issuer, unless <see cref="LocalOptions.AllowLocalSignIn"/> is set.</summary>
    /// <exception cref="StartupException">The setting is missing.</exception>
    public static void CheckReach(EndPoint endpoint, LocalOptions options, IConfiguration configuration)
    {
        if (endpoint is not IPEndPoint { Address: var address } || IPAddress.IsLoopback(address))
            return;
        if (!options.AllowLocalSignIn && !configuration.HasIssuer())
        {
            throw new StartupException(
                $"LiveShop would listen to the network ({endpoint}) while anyone on this machine can sign in as an admin: "
                + "set Auth__Authority, or LiveShop__AllowLocalSignIn=true if that is intended.");
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext context, InstallationKey key, TimeProvider clock)
    {
        if (!SocketEndpoint.IsLoopback(context) || !IsLocal(context.Request.Host) || ForwardedRequests.IsForwarded(context.Request))
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
        .Check(request.Role is null or Roles.Admin or Roles.Assistant, "role", $"Must be {Roles.Admin} or {Roles.Assistant}.")
        .Failed(out var refusal) ? refusal : null;

    private static IResult Issue(HttpContext context, SignInRequest request, InstallationKey key, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = key.Sign(LocalTokenValidator.Audience, Lifetime, new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = request.Name!,
            [JwtRegisteredClaimNames.Name] = request.Name!,
            [TokenValidation.RolesClaim] = new[] { request.Role ?? Roles.Admin },
        });
        return Results.Json(new SignInResource(token, clock.Now() + Lifetime, (long)Lifetime.TotalSeconds), LiveShopJson.Options);
    }

    // Prevents DNS rebinding.
    private static bool IsLocal(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
