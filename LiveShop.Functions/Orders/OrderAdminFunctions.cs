using LiveShop.Core.Orders;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

public sealed class OrderAdminFunctions(
    OrderCommands commands, IOrderStore orders, IOptions<OrderOptions> options, FunctionPipeline<OrderAdminFunctions> pipeline)
{
    [Function(nameof(ListOrders)), RequireRole(Roles.Admin), EndpointSummary("List orders, the newest first")]
    [Query("status", "Only orders with this status", Type = typeof(OrderStatus))]
    [Query("streamId", OrderQuery.StreamDescription), Query("search", OrderQuery.SearchDescription)]
    [Paged, ProducesResponseType<ListResource<OrderResource>>(200)]
    public Task<IResult> ListOrders([HttpTrigger(Anonymous, "get", "head", Route = "orders")] HttpRequest request) =>
        pipeline.RunAsync(request, context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            var filter = OrderQuery.Filter(request);
            return context.PageAsync(page => orders.ListAsync(filter, page, context.Cancellation), OrderResource.ForAdmins);
        });

    [Function(nameof(PayOrder)), RequireRole(Roles.Admin), EndpointSummary("Mark an order as paid by hand, before or on delivery")]
    [IfMatch("order"), ProducesResponseType<OrderResource>(200)]
    public Task<IResult> PayOrder([HttpTrigger(Anonymous, "post", Route = "orders/{id}/pay")] HttpRequest request, string id) =>
        ChangeAsync(request, context => commands.PayAsync(id, context.Caller, context.Cancellation), nameof(PayOrder));

    [Function(nameof(FulfilOrder)), RequireRole(Roles.Admin), EndpointSummary("Mark a placed order as delivered")]
    [IfMatch("order"), ProducesResponseType<OrderResource>(200)]
    public Task<IResult> FulfilOrder([HttpTrigger(Anonymous, "post", Route = "orders/{id}/fulfil")] HttpRequest request, string id) =>
        ChangeAsync(request, context => commands.FulfilAsync(id, context.Caller, context.Cancellation), nameof(FulfilOrder));

    [Function(nameof(RefundOrder)), RequireRole(Roles.Admin)]
    [EndpointSummary("Pay back a fulfilled order, or mark as paid back what was paid by hand; its pieces come back by a stock correction only")]
    [IfMatch("order"), ProducesResponseType<OrderResource>(200)]
    public Task<IResult> RefundOrder([HttpTrigger(Anonymous, "post", Route = "orders/{id}/refund")] HttpRequest request, string id) =>
        ChangeAsync(request, context => commands.RefundAsync(id, context.Caller, context.Cancellation), nameof(RefundOrder));

    [Function(nameof(EraseOrder)), RequireRole(Roles.Admin)]
    [EndpointSummary("Erase the personal data of a finished order; 409 retention while the setting Orders__RetentionDays keeps it")]
    [IfMatch("order"), ProducesResponseType<OrderResource>(200)]
    public Task<IResult> EraseOrder([HttpTrigger(Anonymous, "post", Route = "orders/{id}/erase")] HttpRequest request, string id) =>
        ChangeAsync(
            request, context => commands.EraseAsync(id, options.Value.Retention, context.Caller, context.Cancellation), nameof(EraseOrder));

    private Task<IResult> ChangeAsync(HttpRequest request, Func<RequestContext, Task<Result<Order>>> change, string function) =>
        pipeline.RunAsync(request, async context =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            return context.Changed(await change(context));
        }, function);
}
