using LiveShop.Core.LiveStreams;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class RunOfShowFunctions(LiveStreamCommands commands, FunctionPipeline<RunOfShowFunctions> pipeline)
{
    [Function(nameof(FeatureProduct)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Show a pinned product now: active and first; without a productId the next hidden one, 409 when none is left")]
    [IfMatch, Accepts<FeatureProductRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> FeatureProduct(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/feature")] HttpRequest request, string id) =>
        pipeline.RunAsync<FeatureProductRequest>(request, async (context, body) =>
            context.Changed(await commands.FeatureAsync(id, body.ProductId, context.Caller, context.Cancellation)));

    [Function(nameof(HideAllPins)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("Hide all pinned products at once")]
    [IfMatch, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> HideAllPins(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/hide-all")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => context.Changed(await commands.HideAllAsync(id, context.Caller, context.Cancellation)));
}
