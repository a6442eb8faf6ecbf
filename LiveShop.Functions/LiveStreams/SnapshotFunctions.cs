using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.LiveStreams;

public sealed class SnapshotFunctions(Snapshots snapshots, FunctionPipeline<SnapshotFunctions> pipeline)
{
    [Function(nameof(GetPinnedProducts)), Public, EndpointSummary("The public state of a stream, at most a second old")]
    [RequestHeader("If-None-Match", "The ETag of the version the caller has")]
    [Answers<LiveStreamState>(200), Answers(304), Refuses(404)]
    public Task<IResult> GetPinnedProducts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "livestreams/{id}/pinned-products")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call =>
        {
            if (await snapshots.FindAsync(id, call.Cancellation) is not { } snapshot)
                return call.Refuse(new Refusal.NotFound("stream", id));

            call.SetHeader("ETag", snapshot.ETag);
            call.SetHeader("Cache-Control", "public, max-age=1");
            return call.HasAlready(snapshot.ETag)
                ? Results.StatusCode(StatusCodes.Status304NotModified)
                : new ReadyJson(snapshot.Json);
        });
}
