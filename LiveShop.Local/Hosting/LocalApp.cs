using LiveShop.Functions;
using LiveShop.Functions.Telemetry;
using LiveShop.Local.FunctionHost;
using LiveShop.Local.Limits;
using LiveShop.Local.Pages;
using LiveShop.Local.Realtime;
using LiveShop.Local.SampleData;
using LiveShop.Local.SignIn;

namespace LiveShop.Local.Hosting;

/// <summary>The functions of LiveShop.Functions on Kestrel, with all that Azure would put around them.</summary>
public static class LocalApp
{
    /// <summary>So long may customers' connections take to close; whoever starts and stops this by hand does not wait longer.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <exception cref="StartupException">The settings or the data folder cannot be used.</exception>
    public static WebApplication Build(params string[] args) => Build(_ => { }, args);

    /// <param name="configure">Has the last word on the services.</param>
    /// <inheritdoc cref="Build(string[])" />
    public static WebApplication Build(Action<IServiceCollection> configure, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = LocalOptions.From(builder.Configuration);
        var functions = FunctionMethod.In(typeof(LiveShopFunctions).Assembly);

        builder.UseDefaultUrl();
        builder.UseQuietConsole();
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)
            .AddSingleton(options)
            .AddSingleton(functions)
            .AddSingleton<FeedSubscriptions>()
            .AddLiveShopFunctions()
            .AddTelemetryExport(builder.Configuration)
            .AddLiveShopHub()
            .AddServerLimits()
            .AddRateLimits(builder.Configuration)
            .AddSignIn(builder.Configuration, options)
            .AddStorage(builder.Configuration, options)
            .AddHostedService<RequestTraces>()
            .AddHostedService<SampleDataLoader>()
            .AddHostedService<ChangeFeedDispatcher>()
            .AddHostedService<FeedLagMetrics>()
            .AddCorsForOrigins(options)
            .AddHealthChecks().AddCheck<FeedHealthCheck>("feed");

        configure(builder.Services);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseCors();
        app.UseRateLimiter();
        app.UseHubAccess();
        app.UseFiles();
        app.WithRateLimits().MapFunctions(functions);
        app.MapLiveShopHub();
        app.MapSignIn();
        app.MapPageSettings();
        return app;
    }
}
