using LiveShop.Functions.Http;
using Microsoft.Extensions.Logging.Console;

namespace LiveShop.Local.Hosting;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:7071";

    /// <summary>
    /// They write the addresses of requests, or put them into scopes, and stay silent however much is asked for: an address
    /// can hold the id of a cart, which is its key, or a hub token.
    /// </summary>
    private static readonly string[] UrlLoggingCategories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.StaticFiles.StaticFileMiddleware",
    ];

    /// <summary>The port that <c>func</c> uses too, unless another address is set in the usual ways.</summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>One line for each thing worth knowing.</summary>
    public static void UseQuietConsole(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // What stands against the start is said in one line by Startup, without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.PostConfigure<LoggerFilterOptions>(SilenceAddresses);
    }

    // A rule for one provider counts more than one for all, so each provider that has rules of its own gets these too.
    private static void SilenceAddresses(LoggerFilterOptions filters)
    {
        foreach (var provider in filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            foreach (var category in UrlLoggingCategories)
                filters.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
        }
    }

    /// <summary>Pages on other hosts that may call.</summary>
    /// <exception cref="StartupException">An allowed origin is none.</exception>
    public static IServiceCollection AddCorsForOrigins(this IServiceCollection services, LocalOptions options)
    {
        var origins = options.Origins;
        return services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins).AllowAnyHeader().AllowAnyMethod().AllowCredentials()
            .WithExposedHeaders("ETag", "Location", "Retry-After")));
    }

    /// <summary>What no function answers is a problem all the same.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(error => error.Run(context => Problems.Unexpected(context).ExecuteAsync(context)));
        app.UseStatusCodePages(async pages =>
        {
            var context = pages.HttpContext;
            var problem = context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Problems.Of(context, 404, "not-found", "There is nothing here."),
                StatusCodes.Status405MethodNotAllowed => Problems.Of(context, 405, "method-not-allowed", $"{context.Request.Method} is not possible here."),
                _ => null,
            };
            if (problem is not null)
                await problem.ExecuteAsync(context);
        });
    }
}
