using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Logging.Console;

namespace LiveShop.Local.Hosting;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:7071";

    /// <summary>
    /// Categories that log request URLs, or put them into scopes. They stay off at every log level, because a URL can contain a
    /// hub token, or the id of a cart, which is all one needs to read it.
    /// </summary>
    private static readonly string[] UrlLoggingCategories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.StaticFiles.StaticFileMiddleware",
    ];

    /// <summary>Listens on the port that <c>func</c> uses too, unless another address is configured.</summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>Logs one line per entry, and only warnings of the framework.</summary>
    public static void UseQuietConsole(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Startup writes what prevents the start in one line, without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.PostConfigure<LoggerFilterOptions>(SilenceUrls);
    }

    // A provider's own rules override the general ones, so these are added for each provider that has rules.
    private static void SilenceUrls(LoggerFilterOptions filters)
    {
        foreach (var provider in filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            foreach (var category in UrlLoggingCategories)
                filters.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
        }
    }

    /// <summary>Lets pages of the configured origins call the API.</summary>
    public static IServiceCollection AddCorsForOrigins(this IServiceCollection services)
    {
        services.AddOptions<CorsOptions>().Configure<LocalOptions>((cors, options) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.Origins.OfType<string>()]).AllowAnyHeader().AllowAnyMethod().AllowCredentials()
            .WithExposedHeaders([.. ExposedHeaders.Names])));
        return services.AddCors();
    }

    /// <summary>Answers errors outside of the functions with problem details too.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(error => error.Run(context => Problems.Unexpected(context).ExecuteAsync(context)));
        app.UseStatusCodePages(async pages =>
        {
            var context = pages.HttpContext;
            var problem = context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Problems.Of(context, 404, "not-found", "There is nothing here."),
                StatusCodes.Status405MethodNotAllowed => Problems.Of(
                    context, 405, "method-not-allowed", $"{context.Request.Method} is not possible here."),
                _ => null,
            };
            if (problem is not null)
                await problem.ExecuteAsync(context);
        });
    }
}
