using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.LiveStreams;

public sealed class JournalFunctions(ILiveStreamStore streams, FunctionPipeline<JournalFunctions> pipeline)
{
    [Function(nameof(GetChanges)), AdminOnly, EndpointSummary("The journal of a stream, oldest first")]
    [Query("after", "Only changes after this version", Type = typeof(long)), Query("limit", "1 to 200, 50 when left out", Type = typeof(int))]
    [Answers<ChangesResource>(200), Refuses(400, 404)]
    public Task<IResult> GetChanges([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "livestreams/{id}/changes")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call =>
        {
            var after = ListQuery.Number(request, "after", 0, 0, long.MaxValue);
            var changes = await streams.ChangesAsync(id, after, ListQuery.Limit(request), call.Cancellation);
            return changes.Count == 0 && await streams.FindAsync(id, call.Cancellation) is null
                ? call.Refuse(new Refusal.NotFound("stream", id))
                : Call.Ok(new ChangesResource([.. changes.Select(ChangeResource.Of)]));
        });
}

public sealed record ChangesResource(IReadOnlyList<ChangeResource> Items);

/// <param name="By">The name of who did it.</param>
/// <param name="ById">Their id at the token issuer, which never changes.</param>
/// <param name="Before">What the change replaced, and only that.</param>
public sealed record ChangeResource(
    long Version, DateTimeOffset At, string By, string ById, LiveStreamAction Action, string? ProductId, BeforeResource? Before)
{
    public static ChangeResource Of(LiveStreamChange change) => new(
        change.Version, change.At, change.By, change.ById, change.Action, change.ProductId,
        change.Before is { } before ? BeforeResource.Of(before) : null);
}

public sealed record BeforeResource(LiveStreamDetails? Details, LiveStreamBroadcast? Broadcast, PinnedProductState? Pin, IReadOnlyList<string>? Order)
{
    public static BeforeResource Of(PriorState before) => new(
        before.Details, before.Broadcast, before.Pin is { } pin ? PinnedProductState.Of([pin])[0] : null, before.Order);
}
