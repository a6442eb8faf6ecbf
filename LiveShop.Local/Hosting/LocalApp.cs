using LiveShop.Functions;
using LiveShop.Functions.Telemetry;
using LiveShop.Local.FunctionHost;
using LiveShop.Local.Limits;
using LiveShop.Local.Pages;
using LiveShop.Local.Payments;
using LiveShop.Local.Realtime;
using LiveShop.Local.SampleData;
using LiveShop.Local.SignIn;
using LiveShop.Stripe;

namespace LiveShop.Local.Hosting;

/// <summary>The functions of LiveShop.Functions on Kestrel, with local replacements for the Azure services around them.</summary>
public static class LocalApp
{
    /// <summary>How long open connections may delay the end of the program.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <exception cref="StartupException">The settings or the data folder cannot be used.</exception>
    public static WebApplication Build(params string[] args) => Build(_ => { }, args);

    /// <param name="configure">Called after all services are registered, so that it can replace them.</param>
    /// <inheritdoc cref="Build(string[])" />
    public static WebApplication Build(Action<IServiceCollection> configure, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var functions = FunctionMethod.In(typeof(LiveShopFunctions).Assembly);

        builder.UseDefaultUrl();
        builder.UseQuietConsole();
        builder.UseTestPayments();
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)
            .AddLocalOptions()
            .AddSingleton(functions)
            .AddSingleton(provider => InstanceId.Open(provider.GetRequiredService<LocalOptions>().DataDirectory))
            .AddSingleton<FeedSubscriptions>()
            .AddSingleton<BackgroundInvoker>()
            .AddSingleton<TimerRuns>()
            .AddLiveShopFunctions()
            .AddPaymentHealthCheck()
            .AddTelemetryExport(builder.Configuration)
            .AddLiveShopHub()
            .AddSocketEndpoint()
            .AddForwardedAddress()
            .AddServerLimits()
            .AddRateLimits()
            .AddSignIn(builder.Configuration)
            .AddStorage(builder.Configuration)
            .AddMedia(builder.Configuration)
            .AddStripe(builder.Configuration)
            .AddHostedService<RequestTraces>()
            .AddHostedService<SampleDataLoader>()
            .AddHostedService<ChangeFeedDispatcher>()
            .AddHostedService<FeedLagMetrics>()
            .AddHostedService<TimerDispatcher>()
            .AddCorsForOrigins()
            .AddHealthChecks().AddCheck<FeedHealthCheck>("feed");

        configure(builder.Services);

        var app = builder.Build();
        app.ValidateSettings();
        app.UseCheckedPathPrefix();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseCors();
        app.UseRateLimiter();
        app.UseHubAccess();
        app.UseFiles();
        app.MapFunctions(functions);
        app.MapLiveShopHub();
        app.MapSignIn();
        app.MapPageSettings();
        return app;
    }
}
