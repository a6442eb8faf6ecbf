using LiveShop.Core.Json;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Health;

public sealed class HealthFunctions(HealthReports reports, FunctionPipeline<HealthFunctions> pipeline)
{
    [Function(nameof(GetHealth)), Public, EndpointSummary("What the shop depends on, each up or down")]
    [ProducesResponseType<HealthResource>(200), ProducesResponseType<HealthResource>(503)]
    public Task<IResult> GetHealth([HttpTrigger(Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var report = await reports.GetAsync(context.Cancellation);
            var isDown = report.Status == HealthStatus.Unhealthy;
            context.ResponseHeaders.CacheControl = "no-store";
            return Results.Json(
                HealthResource.Of(report), LiveShopJson.Options,
                statusCode: isDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
}

public enum HealthState
{
    Up,

    /// <summary>Something does not work or is slow, but requests are served.</summary>
    Degraded,
    Down,
}

/// <summary>The health of the shop: the worst of its checks.</summary>
public sealed record HealthResource(HealthState Status, IReadOnlyDictionary<string, DependencyHealth> Checks)
{
    public static HealthResource Of(HealthReport report) =>
        new(Of(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => Of(entry.Value)));

    private static DependencyHealth Of(HealthReportEntry entry) => new(Of(entry.Status), DetailOf(entry));

    // An unexpected exception's message may hold a secret, so only the log has it. A cancelled check is one that timed out.
    private static string? DetailOf(HealthReportEntry entry) =>
        entry.Exception is null or StoreUnavailableException or OperationCanceledException
            ? entry.Description
            : "The check failed; the log says why.";

    private static HealthState Of(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => HealthState.Up,
        HealthStatus.Degraded => HealthState.Degraded,
        _ => HealthState.Down,
    };
}

/// <param name="Detail">For a person; holds no secret.</param>
public sealed record DependencyHealth(HealthState Status, string? Detail);
