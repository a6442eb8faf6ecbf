using LiveShop.Functions.Http;
using LiveShop.Local.Realtime;

namespace LiveShop.Local.FunctionHost;

/// <summary>Functions with an HTTP trigger as endpoints under <c>/api</c>, as Azure's host serves them.</summary>
internal static class HttpFunctionEndpoints
{
    private const string Prefix = "/api/";

    public static void MapFunctions(this IEndpointRouteBuilder app, IEnumerable<FunctionMethod> functions)
    {
        var logger = app.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpFunctionEndpoints));
        foreach (var (http, function) in HttpFunction.All.Join(functions, http => http.Method, function => function.Method, (http, function) => (http, function)))
        {
            app.MapMethods(Prefix + http.Route, http.Methods.Select(method => method.ToUpperInvariant()), Serve(function, logger))
                .WithDisplayName(http.Name);
        }
    }

    private static RequestDelegate Serve(FunctionMethod function, ILogger logger) => async context =>
    {
        var connection = function.ConnectionInfo is { HubName: { } hub }
            ? context.RequestServices.GetRequiredService<HubTokens>().ConnectionFor(context.Request, hub)
            : null;
        var returned = await function.InvokeAsync(context.RequestServices, new(context, null, connection, context.RequestAborted));
        await (await AnswerAsync(function, context, returned, logger)).ExecuteAsync(context);
    };

    // An output that cannot be carried out takes the place of the answer, which would promise that it was.
    private static async Task<IResult> AnswerAsync(FunctionMethod function, HttpContext context, object? returned, ILogger logger)
    {
        try
        {
            var realtime = context.RequestServices.GetRequiredService<SignalROutputExecutor>();
            foreach (var output in function.Outputs.Realtime(returned))
                await realtime.SendAsync(output, context.RequestAborted);
        }
        catch (ConnectionNotFoundException)
        {
            return Problems.Of(context, StatusCodes.Status404NotFound, "not-found", "There is no such connection, or no longer.");
        }
        catch (TooManyGroupsException)
        {
            return Problems.Of(context, StatusCodes.Status409Conflict, "too-many-streams", "One connection cannot watch that many streams.");
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "An output of {Function} could not be carried out ({TraceId})", function.Name, Problems.TraceIdOf(context));
            return Problems.Unexpected(context);
        }

        return function.Outputs.Http(returned) ?? throw new InvalidOperationException($"{function.Name} returned no HTTP result.");
    }
}
