using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Cosmos;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Health;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using LiveShop.Functions.Media;
using LiveShop.Functions.OpenApi;
using LiveShop.Functions.Orders;
using LiveShop.Functions.Products;
using LiveShop.Functions.Realtime;
using LiveShop.Functions.Shop;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
namespace LiveShop.Functions;

public static class LiveShopFunctions
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    /// <summary>What the functions need under any host, except the stores and an <see cref="ITokenValidator"/>.</summary>
    public static IServiceCollection AddLiveShopFunctions(this IServiceCollection services)
    {
        services.AddHealthChecks();
        // HealthReports logs what is wrong once a minute; the framework would log it at every check.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddOptions<PagesOptions>()
            .BindConfiguration(PagesOptions.Section)
            .Validate(options => options.IsValid, "Pages__Url must be the http(s) address of the web pages, such as https://shop.example.")
            .ValidateOnStart();
        services.AddOptions<OrderOptions>()
            .BindConfiguration(OrderOptions.Section)
            .Validate(
                options => options.IsValid,
                $"Orders__RetentionDays must be a whole number of days from 0 to {OrderOptions.MaxRetentionDays}.")
            .ValidateOnStart();
        services.AddOptions<PaymentOptions>().BindConfiguration(PaymentOptions.Section).ValidateOnStart();
        return services
            .AddSingleton(provider => new PaymentProviders(
                provider.GetServices<IPaymentProvider>(), provider.GetRequiredService<IOptions<PaymentOptions>>().Value.Manual))
            .AddLiveShopCore()
            .AddSingleton(typeof(FunctionPipeline<>))
            .AddSingleton<RoleAuthorization>()
            .AddSingleton<ThrottledOutageLog>()
            .AddSingleton<HealthReports>()
            .AddSingleton<PaymentHealthCheck>()
            .AddSingleton<OpenApiDocument>()
            .AddSingleton<PictureConverter>()
            .AddSingleton<PublicLiveStreamLists>()
            .AddSingleton<PublicProductLists>()
            .AddSingleton<SharedStreams>()
            .AddSingleton<ShopSnapshots>()
            .AddSingleton<Snapshots>();
    }

    /// <summary>Admins sign in with an OpenID Connect issuer: settings <c>Auth__Authority</c> and <c>Auth__Audience</c>.</summary>
    /// <exception cref="OptionsValidationException">At start: one of the settings is missing or wrong.</exception>
    public static IServiceCollection AddOidcAdmins(this IServiceCollection services)
    {
        services.AddOptions<OidcOptions>()
            .BindConfiguration("Auth")
            .Validate(options => IsIssuer(options.Authority), "Auth__Authority must be the https address of an OpenID Connect issuer.")
            .Validate(options => options.Audience.Length > 0, "Auth__Audience must name the audience of the tokens.")
            .ValidateOnStart();
        return services.AddSingleton<ITokenValidator, OidcTokenValidator>();
    }

    /// <summary>The health check <c>payments</c>, which only degrades health: the shop sells without the missing keys.</summary>
    public static IServiceCollection AddPaymentHealthCheck(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<PaymentHealthCheck>("payments", HealthStatus.Degraded, timeout: CheckTimeout);
        return services;
    }

    /// <summary>
    /// The health checks <c>signalr</c> and <c>feed</c> of a host that uses Azure SignalR Service and the Cosmos DB trigger. Both
    /// only degrade health: the API works without them, and customers poll.
    /// </summary>
    public static IServiceCollection AddAzureHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<SignalRHealthCheck>("signalr", HealthStatus.Degraded, timeout: CheckTimeout)
            .AddTypeActivatedCheck<CosmosLeaseHealthCheck>(
                "feed", HealthStatus.Degraded, tags: [], CheckTimeout, ChangeFeedTrigger.PublishLeases, ChangeFeedTrigger.MaxLeaseAge);
        return services;
    }

    private static bool IsIssuer(string address) => Uri.TryCreate(address, UriKind.Absolute, out var authority)
        && (authority.Scheme == Uri.UriSchemeHttps || authority is { Scheme: "http", IsLoopback: true });
}
