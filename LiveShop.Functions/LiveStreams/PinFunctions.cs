using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.LiveStreams;

public sealed class PinFunctions(LiveStreamCommands commands, FunctionPipeline<PinFunctions> pipeline)
{
    [Function(nameof(PinProduct)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Pin a product at the end or at a place; a pinned one becomes active, and moves when a place is given")]
    [IfMatch, Accepts<PinProductRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> PinProduct(
        [HttpTrigger(Anonymous, "post", Route = "livestreams/{id}/pin-product")] HttpRequest request, string id) =>
        pipeline.RunAsync<PinProductRequest>(request, async (context, body) =>
            context.Changed(await commands.PinAsync(
                id, body.ProductId, body.DisplayOrder, body.IsActive ?? true, context.Caller, context.Cancellation)));

    [Function(nameof(EditPin)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Hide a pinned product or show it again, without losing its place, or write a note for the host")]
    [IfMatch, Accepts<EditPinRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> EditPin(
        [HttpTrigger(Anonymous, "patch", Route = "livestreams/{id}/pinned-products/{productId}")] HttpRequest request,
        string id, string productId) =>
        pipeline.RunAsync<EditPinRequest>(request, async (context, body) =>
            context.Changed(await commands.EditPinAsync(id, productId, body.ToEdit(), context.Caller, context.Cancellation)));

    [Function(nameof(UnpinProduct)), RequireRole(Roles.Admin, Roles.Assistant), EndpointSummary("Unpin a product")]
    [IfMatch, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> UnpinProduct(
        [HttpTrigger(Anonymous, "delete", Route = "livestreams/{id}/pinned-products/{productId}")] HttpRequest request,
        string id, string productId) =>
        pipeline.RunAsync(request, async context =>
            context.Changed(await commands.UnpinAsync(id, productId, context.Caller, context.Cancellation)));

    [Function(nameof(ReorderPins)), RequireRole(Roles.Admin, Roles.Assistant)]
    [EndpointSummary("Put the pinned products in a new order: the whole list")]
    [IfMatch, Accepts<ReorderPinsRequest>, ProducesResponseType<LiveStreamResource>(200)]
    public Task<IResult> ReorderPins(
        [HttpTrigger(Anonymous, "put", Route = "livestreams/{id}/pinned-products/order")] HttpRequest request, string id) =>
        pipeline.RunAsync<ReorderPinsRequest>(request, async (context, body) => body.ProductIds?.Contains(null) is true
            ? context.Refuse(new Refusal.Invalid("productIds", "Must not hold null."))
            : context.Changed(await commands.ReorderAsync(id, body.ProductIds!, context.Caller, context.Cancellation)));
}
