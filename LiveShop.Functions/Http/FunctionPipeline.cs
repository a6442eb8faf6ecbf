using System.Reflection;
using System.Runtime.CompilerServices;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
namespace LiveShop.Functions.Http;

/// <summary>
/// Authorization, reading of the body and handling of failures for every HTTP function. The functions call it themselves, so
/// that it works the same under Azure's host and under LiveShop.Local.
/// </summary>
public sealed class FunctionPipeline<TFunctions>(RoleAuthorization roles, ThrottledOutageLog outages, ILogger<TFunctions> logger)
{
    private static readonly Dictionary<string, AccessAttribute> Access = typeof(TFunctions)
        .GetMethods()
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .ToDictionary(method => method.Name, AccessOf);

    public Task<IResult> RunAsync(
        HttpRequest request, Func<RequestContext, Task<IResult>> handle, [CallerMemberName] string function = "") =>
        RunCoreAsync(request, handle, static problem => problem, function);

    /// <summary>Reads the body before the function is run.</summary>
    public Task<IResult> RunAsync<TBody>(
        HttpRequest request, Func<RequestContext, TBody, Task<IResult>> handle, [CallerMemberName] string function = "")
        where TBody : class =>
        RunAsync(request, handle, static problem => problem, function);

    /// <summary>Reads a body of up to so many bytes before the function is run.</summary>
    public Task<IResult> RunAsync<TBody>(
        HttpRequest request, Func<RequestContext, TBody, Task<IResult>> handle, int maxBodyLength, [CallerMemberName] string function = "")
        where TBody : class =>
        RunCoreAsync(
            request, async context => await handle(context, await RequestBody.ReadAsync<TBody>(request, maxBodyLength)),
            static problem => problem, function);

    /// <summary>For functions that return more than an HTTP result, such as a message for SignalR beside it.</summary>
    /// <param name="onProblem">Makes the function's output of a problem's result.</param>
    public Task<TOutput> RunAsync<TBody, TOutput>(
        HttpRequest request, Func<RequestContext, TBody, Task<TOutput>> handle, Func<IResult, TOutput> onProblem,
        [CallerMemberName] string function = "")
        where TBody : class =>
        RunCoreAsync(request, async context => await handle(context, await RequestBody.ReadAsync<TBody>(request)), onProblem, function);

    private async Task<TOutput> RunCoreAsync<TOutput>(
        HttpRequest request, Func<RequestContext, Task<TOutput>> handle, Func<IResult, TOutput> onProblem, string function)
    {
        var http = request.HttpContext;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            return await handle(new RequestContext(http, await roles.AuthorizeAsync(request, Access[function])));
        }
        catch (ProblemException problem)
        {
            return onProblem(Problems.Of(http, problem));
        }
        catch (StoreUnavailableException unavailable)
        {
            outages.RecordRefusal(function, Problems.TraceIdOf(http), unavailable);
            return onProblem(Problems.Of(http, unavailable));
        }
        catch (PaymentUnavailableException unavailable)
        {
            outages.RecordRefusal(function, Problems.TraceIdOf(http), unavailable);
            return onProblem(Problems.Of(http, unavailable));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "{Function} failed ({TraceId})", function, Problems.TraceIdOf(http));
            return onProblem(Problems.Unexpected(http));
        }
    }

    private static AccessAttribute AccessOf(MethodInfo function) =>
        function.GetCustomAttribute<AccessAttribute>()
        ?? throw new InvalidOperationException($"{function.DeclaringType!.Name}.{function.Name} does not say who may call it.");
}
