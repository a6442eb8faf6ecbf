using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Functions.Http;

/// <summary>
/// Lets pages of other origins read the headers that they need (https://fetch.spec.whatwg.org/#http-access-control-expose-headers).
/// Azure's own CORS, which decides on the origins, cannot be told to.
/// </summary>
public sealed class ExposedHeaders : IFunctionsWorkerMiddleware
{
    /// <summary>Names of the headers.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [HeaderNames.Date, HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter];

    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
            http.Response.Headers.AccessControlExposeHeaders = string.Join(", ", Names);
        return next(context);
    }
}
