using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
namespace LiveShop.Functions.Health;

public sealed class HealthFunctions(HealthReports reports, FunctionPipeline<HealthFunctions> pipeline)
{
    [Function(nameof(GetHealth)), Public, EndpointSummary("What the shop depends on, each up or down")]
    [Answers<HealthResource>(200), Answers<HealthResource>(503)]
    public Task<IResult> GetHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        pipeline.RunAsync(request, async call =>
        {
            var report = await reports.GetAsync(call.Cancellation);
            call.SetHeader("Cache-Control", "no-store");
            return Call.Answer(HealthResource.Of(report), report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
}

public enum HealthState
{
    Up,
    Degraded,
    Down,
}

public sealed record HealthResource(HealthState Status, IReadOnlyDictionary<string, DependencyHealth> Checks)
{
    public static HealthResource Of(HealthReport report) =>
        new(Of(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => new DependencyHealth(Of(entry.Value.Status), DetailOf(entry.Value))));

    // A check that broke is described by the exception's message, which was not written for everybody.
    private static string? DetailOf(HealthReportEntry entry) =>
        entry.Exception is null or StoreUnavailableException ? entry.Description : "The check failed; the log says why.";

    private static HealthState Of(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => HealthState.Up,
        HealthStatus.Degraded => HealthState.Degraded,
        _ => HealthState.Down,
    };
}

public sealed record DependencyHealth(HealthState Status, string? Detail);
