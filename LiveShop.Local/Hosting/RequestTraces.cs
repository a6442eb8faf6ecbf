using System.Diagnostics;

namespace LiveShop.Local.Hosting;

/// <summary>
/// Creates an activity for every request, also when no traces are exported: a problem's traceId and the journal's trace context
/// come from it. ASP.NET Core would do so only where it may log requests, which is off here.
/// </summary>
internal sealed class RequestTraces : IHostedService, IDisposable
{
    private const string Requests = "Microsoft.AspNetCore";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == Requests,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();
}
