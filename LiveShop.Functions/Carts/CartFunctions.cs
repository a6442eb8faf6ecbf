using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.Carts;

/// <summary>Carts are for whoever has the id; its 128 random bits are the key.</summary>
public sealed class CartFunctions(CartCommands carts, FunctionPipeline<CartFunctions> pipeline)
{
    [Function(nameof(CreateCart)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Create an empty cart")]
    [Answers<CartResource>(201)]
    public Task<IResult> CreateCart([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "carts")] HttpRequest request) =>
        pipeline.RunAsync(request, async call =>
        {
            var cart = await carts.CreateAsync(call.Cancellation);
            call.SetHeader("Cache-Control", "no-store");
            return call.Created($"/api/carts/{cart.Id}", CartResource.Of(cart), cart.Version);
        });

    [Function(nameof(GetCart)), Public, EndpointSummary("Get a cart, its products as they are now")]
    [Answers<CartResource>(200), Refuses(404)]
    public Task<IResult> GetCart([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "carts/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async call => Answer(call, await carts.GetAsync(id, call.Cancellation)));

    [Function(nameof(AddCartItem)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Add a product to a cart")]
    [RequestHeader("Idempotency-Key", "The same key on a cart adds once")]
    [Accepts<AddCartItemRequest>, Answers<CartResource>(200), Refuses(404, 409, 422)]
    public Task<IResult> AddCartItem([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "carts/{id}/items")] HttpRequest request, string id) =>
        pipeline.RunAsync<AddCartItemRequest>(request, async (call, body) =>
        {
            var key = request.Headers["Idempotency-Key"] is { Count: > 0 } keys ? keys.ToString() : null;
            return Answer(call, await carts.AddAsync(id, new AddToCart(body.ProductId, body.Quantity ?? 1, body.StreamId, key), call.Cancellation));
        });

    [Function(nameof(SetCartItemQuantity)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Change how many of a product are in a cart")]
    [Accepts<SetQuantityRequest>, Answers<CartResource>(200), Refuses(404, 409)]
    public Task<IResult> SetCartItemQuantity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "carts/{id}/items/{productId}")] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync<SetQuantityRequest>(request, async (call, body) => body.Quantity is { } quantity
            ? Answer(call, await carts.SetQuantityAsync(id, productId, quantity, call.Cancellation))
            : call.Refuse(new Refusal.Invalid("quantity", "Must be given.")));

    [Function(nameof(RemoveCartItem)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Take a product out of a cart")]
    [Answers<CartResource>(200), Refuses(404, 409)]
    public Task<IResult> RemoveCartItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "carts/{id}/items/{productId}")] HttpRequest request, string id, string productId) =>
        pipeline.RunAsync(request, async call => Answer(call, await carts.RemoveAsync(id, productId, call.Cancellation)));

    private static IResult Answer(Call call, Result<PricedCart> cart)
    {
        call.SetHeader("Cache-Control", "no-store");
        return cart.IsAccepted ? Call.Ok(CartResource.Of(cart.Value)) : call.Refuse(cart.Refusal);
    }
}

public sealed record CartResource(string Id, IReadOnlyList<PricedItem> Items, IReadOnlyList<Money> Totals)
{
    public static CartResource Of(PricedCart cart) => new(cart.Id, cart.Items, cart.Totals);
}

/// <param name="Quantity">1 when left out.</param>
public sealed record AddCartItemRequest([property: Required] string? ProductId, int? Quantity, string? StreamId);

public sealed record SetQuantityRequest([property: Required] int? Quantity);
