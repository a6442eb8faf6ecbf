using System.Diagnostics;

namespace LiveShop.Local.Hosting;

/// <summary>
/// Gives every request its place in a trace, whether or not anybody exports traces: a problem's traceId and the journal's
/// trace context come from it. ASP.NET Core does so by itself only where it may write requests to the log, and it may not.
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
