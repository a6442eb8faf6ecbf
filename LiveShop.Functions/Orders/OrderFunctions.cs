using LiveShop.Core.Orders;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

/// <summary>Reads and cancels a single order, for its customer and for admins.</summary>
public sealed class OrderFunctions(OrderCommands commands, IOrderStore orders, FunctionPipeline<OrderFunctions> pipeline)
{
    private const string KeyDescription = "The order's key from the checkout, without which a token is required";

    [Function(nameof(GetOrder)), RequireOrderKeyOrRole(Roles.Admin), EnableRateLimiting(RateLimits.Orders), EndpointSummary("Get an order")]
    [RequestHeader(OrderKey.Header, KeyDescription), IfNoneMatch, ProducesResponseType<OrderResource>(200), ProducesResponseType(304)]
    public Task<IResult> GetOrder([HttpTrigger(Anonymous, "get", "head", Route = "orders/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            return await FindAsync(context, id) is { } order
                ? context.OkOrNotModified(context.ViewOf(order), context.ETagOf(order.Version))
                : context.NotFound("order", id);
        });

    [Function(nameof(CancelOrder)), RequireOrderKeyOrRole(Roles.Admin), EnableRateLimiting(RateLimits.Orders)]
    [EndpointSummary("Cancel an order: customers until it is placed, admins until it is fulfilled; what was paid becomes due to be paid back")]
    [RequestHeader(OrderKey.Header, KeyDescription), IfMatch("order"), ProducesResponseType<OrderResource>(200)]
    public Task<IResult> CancelOrder([HttpTrigger(Anonymous, "post", Route = "orders/{id}/cancel")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            if (context.User is not null)
                return context.Changed(await commands.CancelAsync(id, context.Caller, context.Cancellation));

            return await FindAsync(context, id) is null
                ? context.NotFound("order", id)
                : context.Changed(await commands.CancelByCustomerAsync(id, context.Cancellation, context.ExpectedVersion));
        });

    /// <returns>Null when there is no such order, or when a customer does not have its key.</returns>
    private async Task<Order?> FindAsync(RequestContext context, string id) =>
        await orders.FindAsync(id, context.Cancellation) is { Value: var order }
        && (context.User is not null || order.IsKey(OrderKey.Of(context.Request)))
            ? order
            : null;
}

internal static class OrderResults
{
    public static IResult Changed(this RequestContext context, Result<Order> changed) => changed.IsAccepted
        ? context.Ok(context.ViewOf(changed.Value), context.ETagOf(changed.Value.Version))
        : context.Refuse(changed, context.ViewOf);

    public static OrderResource ViewOf(this RequestContext context, Order order) =>
        context.User is null ? OrderResource.ForCustomers(order) : OrderResource.ForAdmins(order);
}
