using LiveShop.Local.Realtime;

namespace LiveShop.Local.FunctionHost;

/// <summary>Calls functions that no HTTP request waits for, and retries them as their retry attribute says.</summary>
public sealed class BackgroundInvoker(
    SignalROutputExecutor outputs, IServiceScopeFactory scopes, TimeProvider clock, ILogger<BackgroundInvoker> logger)
{
    /// <summary>Returns when the function succeeded or has no retries left; throws only when cancelled.</summary>
    /// <param name="onRetry">Called before each retry.</param>
    public async Task InvokeAsync(FunctionMethod function, FunctionBindings bindings, Action? onRetry = null)
    {
        var retries = RetryPolicy.Of(function.Method);
        var cancellation = bindings.Cancellation;
        for (var failures = 1; ; failures++)
        {
            try
            {
                await InvokeOnceAsync(function, bindings);
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                if (retries.DelayAfter(failures) is not { } delay)
                {
                    logger.LogError(exception, "{Function} failed {Failures} times and is not retried", function.Name, failures);
                    return;
                }

                onRetry?.Invoke();
                logger.LogWarning(exception, "{Function} failed; it is retried in {Delay}", function.Name, delay);
                await Task.Delay(delay, clock, cancellation);
            }
        }
    }

    private async Task InvokeOnceAsync(FunctionMethod function, FunctionBindings bindings)
    {
        await using var scope = scopes.CreateAsyncScope();
        var returned = await function.InvokeAsync(scope.ServiceProvider, bindings);
        foreach (var output in function.Outputs.Realtime(returned))
            await outputs.SendAsync(output, bindings.Cancellation);
    }
}
