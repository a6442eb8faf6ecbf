using LiveShop.Core.Json;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class SnapshotFunctions(Snapshots snapshots, FunctionPipeline<SnapshotFunctions> pipeline)
{
    [Function(nameof(GetPinnedProducts)), Public, EndpointSummary("The public state of a stream, at most a second old")]
    [IfNoneMatch, ProducesResponseType<LiveStreamState>(200), ProducesResponseType(304), ProducesProblem(404)]
    public Task<IResult> GetPinnedProducts(
        [HttpTrigger(Anonymous, "get", "head", Route = "livestreams/{id}/pinned-products")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            if (await snapshots.FindAsync(id, context.Cancellation) is not { } snapshot)
                return context.NotFound("stream", id);

            // A client that missed a message reads again within a second, and its own cache must not answer.
            context.ResponseHeaders.ETag = snapshot.ETag;
            context.ResponseHeaders.CacheControl = "public, no-cache";
            return context.IsNotModified(snapshot.ETag)
                ? RequestContext.NotModified
                : Results.Text(snapshot.Json, LiveShopJson.ContentType);
        });
}
