using System.Reflection;
using LiveShop.Functions.Http;
using LiveShop.Local.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>Maps functions with an HTTP trigger to endpoints under <c>/api</c>, as Azure's host does.</summary>
internal static class HttpFunctionEndpoints
{
    private const string Prefix = "/api/";
    private static readonly string[] DefaultMethods = ["get", "post"];

    public static void MapFunctions(this IEndpointRouteBuilder app, IEnumerable<FunctionMethod> functions)
    {
        var logger = app.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpFunctionEndpoints));
        foreach (var function in functions)
        {
            if (function.Binding<HttpTriggerAttribute>() is not { } trigger)
                continue;

            var methods = (trigger.Methods ?? DefaultMethods).Select(method => method.ToUpperInvariant());
            app.MapMethods(Prefix + (trigger.Route ?? function.Name), methods, Serve(function, logger))
                .WithDisplayName(function.Name)
                .WithMetadata([.. function.Method.GetCustomAttributes()]);
        }
    }

    private static RequestDelegate Serve(FunctionMethod function, ILogger logger) => async context =>
    {
        var connection = function.ConnectionInfo is { HubName: { } hub }
            ? context.RequestServices.GetRequiredService<HubTokens>().ConnectionFor(context.Request, hub)
            : null;
        var returned = await function.InvokeAsync(
            context.RequestServices, new(context.RequestAborted) { Http = context, Connection = connection });
        var response = await ResponseAsync(function, context, returned, logger);
        await response.ExecuteAsync(context);
    };

    // When an output fails, its problem replaces the function's response, which would report success.
    private static async Task<IResult> ResponseAsync(FunctionMethod function, HttpContext context, object? returned, ILogger logger)
    {
        try
        {
            var executor = context.RequestServices.GetRequiredService<SignalROutputExecutor>();
            foreach (var output in function.Outputs.Realtime(returned))
                await executor.SendAsync(output, context.RequestAborted);
        }
        catch (ConnectionNotFoundException)
        {
            return Problems.Of(context, StatusCodes.Status404NotFound, "not-found", "There is no such connection, or no longer.");
        }
        catch (TooManyGroupsException)
        {
            return Problems.Of(
                context, StatusCodes.Status409Conflict, "too-many-streams", "One connection cannot watch that many streams.");
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "An output of {Function} failed ({TraceId})", function.Name, Problems.TraceIdOf(context));
            return Problems.Unexpected(context);
        }

        return function.Outputs.Http(returned) ?? throw new InvalidOperationException($"{function.Name} returned no HTTP result.");
    }
}
