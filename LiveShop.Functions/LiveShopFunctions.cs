using LiveShop.Core;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Health;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using LiveShop.Functions.OpenApi;
using Microsoft.Extensions.DependencyInjection;
namespace LiveShop.Functions;

public static class LiveShopFunctions
{
    /// <summary>What the functions need, under any host. Stores and <see cref="ITokenValidator"/> come beside it.</summary>
    public static IServiceCollection AddLiveShopFunctions(this IServiceCollection services)
    {
        services.AddHealthChecks();
        return services
            .AddLiveShopCore()
            .AddSingleton(typeof(FunctionPipeline<>))
            .AddSingleton<AdminAuthentication>()
            .AddSingleton<ThrottledOutageLog>()
            .AddSingleton<HealthReports>()
            .AddSingleton<OpenApiDocument>()
            .AddSingleton<Snapshots>();
    }

    /// <summary>Admins are those whom an OpenID Connect issuer says to be: settings <c>Auth__Authority</c> and <c>Auth__Audience</c>.</summary>
    public static IServiceCollection AddOidcAdmins(this IServiceCollection services)
    {
        services.AddOptions<OidcOptions>()
            .BindConfiguration("Auth")
            .Validate(options => Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority)
                && (authority.Scheme == Uri.UriSchemeHttps || authority is { Scheme: "http", IsLoopback: true }), "Auth__Authority must be the https address of an OpenID Connect issuer.")
            .Validate(options => options.Audience.Length > 0, "Auth__Audience must name the audience of the tokens.")
            .ValidateOnStart();
        return services.AddSingleton<ITokenValidator, OidcTokenValidator>();
    }
}
