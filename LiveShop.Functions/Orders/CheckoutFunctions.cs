using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Carts;
using LiveShop.Functions.Http;
using LiveShop.Functions.Shop;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Orders;

public sealed class CheckoutFunctions(CheckoutCommands commands, ShopSnapshots shop, FunctionPipeline<CheckoutFunctions> pipeline)
{
    [Function(nameof(Checkout)), Public, EnableRateLimiting(RateLimits.Checkouts)]
    [EndpointSummary(
        "Order what is in a cart. 409 says in `current` what stands against it: the cart as it is now (price-changed, cart-empty, not-sold, " +
        "mixed-currencies, too-many-products), what is left of each line (out-of-stock), or the cart's other order (checkout-open, order-ended)")]
    [Idempotent("The same key on a cart orders once: repeated, the answer is the same order, as it is now; with another body 422", Required = true)]
    [Accepts<CheckoutCartRequest>, ProducesResponseType<CheckoutResource>(201), ProducesProblem(404, 409, 422)]
    public Task<IResult> Checkout([HttpTrigger(Anonymous, "post", Route = "carts/{id}/checkout")] HttpRequest request, string id) =>
        pipeline.RunAsync<CheckoutCartRequest>(request, async (context, body) =>
        {
            context.ResponseHeaders.CacheControl = "no-store";
            var placed = await commands.CheckoutAsync(id, context.IdempotencyKey, body.ToCheckout(), context.Cancellation);
            if (!placed.IsAccepted)
                return context.Refuse(placed.Refusal, await CurrentAsync(placed.Refusal, context.Cancellation));

            var (order, key) = placed.Value;
            return context.Created(
                $"orders/{order.Id}", new CheckoutResource(OrderResource.ForCustomers(order), key), ETags.Of(order.Version));
        });

    private async Task<object?> CurrentAsync(Refusal refusal, CancellationToken cancellation) => refusal switch
    {
        Refusal.IWithCurrent<PricedCart> { Current: var cart } => CartResource.Of(cart, (await shop.GetAsync(cancellation)).Settings),
        Refusal.IWithCurrent<ShortOrder> { Current: var order } => order,
        Refusal.IWithCurrent<Order> { Current: var order } => OrderReference.Of(order),
        _ => null,
    };
}
