using System.Reflection;
using System.Runtime.CompilerServices;
using LiveShop.Core;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
namespace LiveShop.Functions.Http;

/// <summary>
/// What stands before every HTTP function: who may, and what becomes of a failure. It is called by the functions themselves,
/// so it is the same under Azure's host and under any other.
/// </summary>
public sealed class FunctionPipeline<TFunctions>(AdminAuthentication admins, ThrottledOutageLog outages, ILogger<TFunctions> logger)
{
    private static readonly Dictionary<string, AccessAttribute> Access = typeof(TFunctions)
        .GetMethods()
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .ToDictionary(method => method.Name, AccessOf);

    public Task<IResult> RunAsync<TBody>(HttpRequest request, Func<Call, TBody, Task<IResult>> handle, [CallerMemberName] string function = "")
        where TBody : class =>
        RunAsync(request, async call => await handle(call, await RequestBody.ReadAsync<TBody>(request)), function);

    public async Task<IResult> RunAsync(HttpRequest request, Func<Call, Task<IResult>> handle, [CallerMemberName] string function = "")
    {
        var context = request.HttpContext;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            return await handle(new Call(context, await AdmitAsync(request, function)));
        }
        catch (ProblemException problem)
        {
            return Problems.Of(context, problem);
        }
        catch (StoreUnavailableException unavailable)
        {
            outages.Refused(function, Problems.TraceIdOf(context), unavailable);
            return Problems.Of(context, unavailable);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "{Function} failed ({TraceId})", function, Problems.TraceIdOf(context));
            return Problems.Unexpected(context);
        }
    }

    private async Task<Actor?> AdmitAsync(HttpRequest request, string function) => Access[function] switch
    {
        AdminOnlyAttribute => await admins.RequireAsync(request),
        PublicAttribute { AdminsSeeMore: true } => await admins.FindAsync(request),
        _ => null,
    };

    private static AccessAttribute AccessOf(MethodInfo function) =>
        function.GetCustomAttribute<AccessAttribute>()
        ?? throw new InvalidOperationException($"{function.DeclaringType!.Name}.{function.Name} does not say who may call it.");
}
