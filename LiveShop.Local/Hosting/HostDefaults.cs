using LiveShop.Functions.Http;
using Microsoft.Extensions.Logging.Console;

namespace LiveShop.Local.Hosting;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:7071";

    /// <summary>The port that <c>func</c> uses too, unless another address is set in the usual ways.</summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>One line for each thing worth knowing. Requests are not logged: their addresses can hold hub tokens.</summary>
    public static void UseQuietConsole(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // This one also when more is asked for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // What stands against the start is said in one line by Startup, without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    /// <summary>Pages on other hosts that may call.</summary>
    /// <exception cref="StartupException">An allowed origin is none.</exception>
    public static IServiceCollection AddPagesElsewhere(this IServiceCollection services, LocalOptions options)
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
