using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.LiveStreams;

public sealed class PinFunctions(LiveStreamCommands commands, FunctionPipeline<PinFunctions> pipeline)
{
    [Function(nameof(PinProduct)), AdminOnly, EndpointSummary("Pin a product at the end or at a place; a pinned one becomes active, and moves when a place is given")]
    [RequestHeader("If-Match", LiveStreamFunctions.IfMatchDescription)]
    [Accepts<PinProductRequest>, Answers<LiveStreamResource>(200), Refuses(404, 409, 412)]
    public Task<IResult> PinProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "livestreams/{id}/pin-product")] HttpRequest request, string id) =>
        pipeline.RunAsync<PinProductRequest>(request, async (call, body) =>
            call.Changed(await commands.PinAsync(id, body.ProductId, body.DisplayOrder, call.Caller, call.Cancellation)));

    [Function(nameof(SetPinActive)), AdminOnly, EndpointSummary("Hide a pinned product or show it again, without losing its place")]
    [RequestHeader("If-Match", LiveStreamFunctions.IfMatchDescription)]
    [Accepts<SetPinActiveRequest>, Answers<LiveStreamResource>(200), Refuses(404, 409, 412)]
    public Task<IResult> SetPinActive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "livestreams/{id}/pinned-products/{productId}")] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync<SetPinActiveRequest>(request, async (call, body) => body.IsActive is { } isActive
            ? call.Changed(await commands.SetActiveAsync(id, productId, isActive, call.Caller, call.Cancellation))
            : call.Refuse(new Refusal.Invalid("isActive", "Must be true or false.")));

    [Function(nameof(UnpinProduct)), AdminOnly, EndpointSummary("Unpin a product")]
    [RequestHeader("If-Match", LiveStreamFunctions.IfMatchDescription)]
    [Answers<LiveStreamResource>(200), Refuses(400, 404, 409, 412)]
    public Task<IResult> UnpinProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "livestreams/{id}/pinned-products/{productId}")] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync(request, async call => call.Changed(await commands.UnpinAsync(id, productId, call.Caller, call.Cancellation)));

    [Function(nameof(ReorderPins)), AdminOnly, EndpointSummary("Put the pinned products in a new order: the whole list")]
    [RequestHeader("If-Match", LiveStreamFunctions.IfMatchDescription)]
    [Accepts<ReorderPinsRequest>, Answers<LiveStreamResource>(200), Refuses(404, 409, 412)]
    public Task<IResult> ReorderPins(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "livestreams/{id}/pinned-products/order")] HttpRequest request, string id) =>
        pipeline.RunAsync<ReorderPinsRequest>(request, async (call, body) => body.ProductIds is { } productIds && !productIds.Contains(null)
            ? call.Changed(await commands.ReorderAsync(id, [.. productIds.OfType<string>()], call.Caller, call.Cancellation))
            : call.Refuse(new Refusal.Invalid("productIds", "Must be the list of the pinned products' ids.")));
}
