using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Carts;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Functions.Shop;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.Carts;

/// <summary>Whoever knows a cart's id may read and change it: the id is 128 random bits and serves as the key.</summary>
public sealed class CartFunctions(CartCommands carts, ShopSnapshots shop, FunctionPipeline<CartFunctions> pipeline)
{
    [Function(nameof(CreateCart)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Create an empty cart")]
    [ProducesResponseType<CartResource>(201)]
    public Task<IResult> CreateCart([HttpTrigger(Anonymous, "post", Route = "carts")] HttpRequest request) =>
        pipeline.RunAsync(request, async context =>
        {
            var settings = (await shop.GetAsync(context.Cancellation)).Settings;
            var cart = await carts.CreateAsync(context.Cancellation);
            context.ResponseHeaders.CacheControl = "no-store";
            return context.Created($"carts/{cart.Id}", CartResource.Of(cart, settings), ETags.Of(cart.Version));
        });

    [Function(nameof(GetCart)), Public, EndpointSummary("Get a cart, its products as they are now")]
    [ProducesResponseType<CartResource>(200), ProducesProblem(404)]
    public Task<IResult> GetCart([HttpTrigger(Anonymous, "get", "head", Route = "carts/{id}")] HttpRequest request, string id) =>
        pipeline.RunAsync(request, async context => await CartResultAsync(context, await carts.GetAsync(id, context.Cancellation)));

    [Function(nameof(AddCartItem)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Add a product to a cart")]
    [Idempotent("The same key on a cart adds once")]
    [Accepts<AddCartItemRequest>, ProducesResponseType<CartResource>(200), ProducesProblem(404, 409, 422)]
    public Task<IResult> AddCartItem([HttpTrigger(Anonymous, "post", Route = "carts/{id}/items")] HttpRequest request, string id) =>
        pipeline.RunAsync<AddCartItemRequest>(request, async (context, body) =>
        {
            var addition = new AddToCart(body.ProductId, body.Quantity ?? 1, body.StreamId, context.IdempotencyKey)
            {
                VariantId = body.VariantId,
            };
            return await CartResultAsync(context, await carts.AddAsync(id, addition, context.Cancellation));
        });

    [Function(nameof(SetCartItemQuantity)), Public, EnableRateLimiting(RateLimits.Carts)]
    [EndpointSummary("Change how many of an item are in a cart: its id is productId, or productId.variantId")]
    [Accepts<SetQuantityRequest>, ProducesResponseType<CartResource>(200), ProducesProblem(404, 409)]
    public Task<IResult> SetCartItemQuantity(
        [HttpTrigger(Anonymous, "patch", Route = "carts/{id}/items/{itemId}")] HttpRequest request, string id, string itemId) =>
        pipeline.RunAsync<SetQuantityRequest>(request, async (context, body) => body.Quantity is { } quantity
            ? await CartResultAsync(context, await carts.SetQuantityAsync(id, itemId, quantity, context.Cancellation))
            : context.Refuse(new Refusal.Invalid("quantity", "Must be given.")));

    [Function(nameof(RemoveCartItem)), Public, EnableRateLimiting(RateLimits.Carts), EndpointSummary("Take a product out of a cart")]
    [ProducesResponseType<CartResource>(200), ProducesProblem(404, 409)]
    public Task<IResult> RemoveCartItem(
        [HttpTrigger(Anonymous, "delete", Route = "carts/{id}/items/{itemId}")] HttpRequest request, string id, string itemId) =>
        pipeline.RunAsync(request, async context =>
            await CartResultAsync(context, await carts.RemoveAsync(id, itemId, context.Cancellation)));

    private async Task<IResult> CartResultAsync(RequestContext context, Result<PricedCart> cart)
    {
        context.ResponseHeaders.CacheControl = "no-store";
        return cart.IsAccepted
            ? context.Ok(CartResource.Of(cart.Value, (await shop.GetAsync(context.Cancellation)).Settings))
            : context.Refuse(cart.Refusal);
    }
}

/// <param name="Quantity">1 when left out.</param>
/// <param name="VariantId">Required for a product with options, and only for one.</param>
public sealed record AddCartItemRequest([property: Required] string? ProductId, int? Quantity, string? StreamId, string? VariantId);

public sealed record SetQuantityRequest([property: Required] int? Quantity);
