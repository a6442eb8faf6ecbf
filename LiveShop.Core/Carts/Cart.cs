using System.Text.Json.Serialization;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Carts;

/// <summary>
/// A customer's cart. Its id is a secret that gives access to it. A change that changes nothing returns the same instance.
/// </summary>
public sealed record Cart
{
    /// <summary>The most different items in a cart.</summary>
    public const int MaxItems = 100;
    /// <summary>The most pieces of one product.</summary>
    public const int MaxQuantity = 99;

    /// <summary>The number of latest additions whose idempotency keys are kept.</summary>
    public const int RememberedAdditions = 50;

    /// <summary>Time after the last change until the cart expires.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    [JsonConstructor]
    private Cart() { }

    [JsonInclude, JsonRequired]
    public string Id { get; private init; } = "";

    [JsonInclude, JsonRequired]
    public IReadOnlyList<CartItem> Items { get; private init; } = [];

    [JsonInclude]
    public IReadOnlyList<CartAddition> Additions { get; private init; } = [];

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The order that the cart became last, until its lines were taken out; null before and after.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderId { get; private init; }

    public static Cart Create(DateTimeOffset now) => new() { Id = CartId.New(), Version = 1, ChangedAt = now };

    /// <summary>Adds pieces of a product; a repeated idempotency key adds nothing.</summary>
    /// <param name="product">The product as it is now; null when it does not exist.</param>
    /// <param name="stream">The stream that the customer was watching, to hold its offer for the item; null for none.</param>
    /// <returns>
    /// Refused as <c>validation</c>, <c>not-found</c>, <c>out-of-stock</c>, <c>cart-full</c> or <c>idempotency-key-reused</c>.
    /// </returns>
    public Result<Cart> Add(Product? product, AddToCart command, DateTimeOffset now, LiveStream? stream = null)
    {
        var addition = command.IdempotencyKey is { } key
            ? new CartAddition(key, command.ProductId!, command.Quantity) { VariantId = command.VariantId }
            : null;
        if (Additions.FirstOrDefault(a => a.Key == addition?.Key) is { } earlier)
            return earlier == addition ? this : new Refusal.IdempotencyKeyReused();

        var quantity = command.Quantity + QuantityOf(command.ItemId);
        if (CheckItem(product, command.ProductId!, command.VariantId, quantity) is { } refusal)
            return refusal;

        var offer = stream?.OfferShown(command.ProductId!, now) is { } shown ? new HeldOffer(stream.StreamId, shown.Id) : null;
        // All pieces of an item have one price, so what is added during an offer gives it to those that were there before.
        var item = Find(command.ItemId) is { } existing
            ? existing with { Quantity = quantity, StreamId = command.StreamId ?? existing.StreamId, Offer = offer ?? existing.Offer }
            : new CartItem(product!.Id, quantity, command.StreamId, now) { VariantId = command.VariantId, Offer = offer };
        var additions = addition is null ? Additions : [.. Additions.TakeLast(RememberedAdditions - 1), addition];
        return (WithItem(item) with { Additions = additions }).Next(now);
    }

    /// <summary>Sets the pieces of an item that the cart holds.</summary>
    /// <param name="itemId">See <see cref="CartItem.ItemId"/>.</param>
    /// <returns>Refused as <c>validation</c>, <c>not-found</c> or <c>out-of-stock</c>.</returns>
    public Result<Cart> SetQuantity(string itemId, int quantity, Product? product, DateTimeOffset now)
    {
        if (Find(itemId) is not { } item)
            return new Refusal.NotFound("item", itemId);
        if (item.Quantity == quantity)
            return this;

        // Reducing the quantity is always allowed, even when less is in stock by now.
        var refusal = quantity < item.Quantity ? CheckQuantity(quantity) : CheckItem(product, item.ProductId, item.VariantId, quantity);
        return refusal is null ? WithItem(item with { Quantity = quantity }).Next(now) : refusal;
    }

    /// <summary>Removes an item; the same instance when the cart does not hold it.</summary>
    public Result<Cart> Remove(string itemId, DateTimeOffset now) =>
        Find(itemId) is { } item
            ? (this with { Items = [.. Items.Where(i => i != item)] }).Next(now)
            : this;

    /// <summary>Remembers the order that the cart becomes, so that it is not ordered twice.</summary>
    internal Cart BecomeOrder(string orderId, DateTimeOffset now) =>
        OrderId == orderId ? this : (this with { OrderId = orderId }).Next(now);

    /// <summary>
    /// Takes the lines of a placed order out of the cart it was made of, once; pieces that were added since stay.
    /// </summary>
    internal Cart TakeOut(string orderId, IReadOnlyDictionary<string, int> quantities, DateTimeOffset now) => OrderId != orderId
        ? this
        : (this with
        {
            OrderId = null,
            Items = [.. Items
                .Select(item => item with { Quantity = item.Quantity - quantities.GetValueOrDefault(item.ItemId) })
                .Where(item => item.Quantity > 0)],
        }).Next(now);

    private Refusal? CheckItem(Product? product, string productId, string? variantId, int quantity)
    {
        if (product is not { IsDeleted: false })
            return new Refusal.NotFound("product", productId);
        if (product.Choice(variantId) is not { } variant)
            return new Refusal.Invalid("variantId", "Must be one of the product's variants; left out when the product has no options.");
        if (CheckQuantity(quantity) is { } refusal)
            return refusal;
        if (quantity > variant.Stock)
            return new Refusal.OutOfStock(product.Id, variant.Stock.Value);
        return Find(CartItem.IdOf(productId, variantId)) is null && Items.Count >= MaxItems
            ? new Refusal.Conflict("cart-full", $"A cart holds at most {MaxItems} different products.")
            : null;
    }

    private static Refusal? CheckQuantity(int quantity) =>
        new Validation().Range(quantity, "quantity", 1, MaxQuantity).Failed(out var refusal) ? refusal : null;

    private int QuantityOf(string itemId) => Find(itemId)?.Quantity ?? 0;

    private CartItem? Find(string itemId) => Items.FirstOrDefault(item => item.ItemId == itemId);

    private Cart WithItem(CartItem item) => this with
    {
        Items = Find(item.ItemId) is { } existing
            ? [.. Items.Select(i => i == existing ? item : i)]
            : [.. Items, item],
    };

    private Cart Next(DateTimeOffset now) => this with { Version = Version + 1, ChangedAt = now };
}

/// <summary>A product in a cart.</summary>
/// <param name="StreamId">The stream on which it was added, if it was on one.</param>
public sealed record CartItem(string ProductId, int Quantity, string? StreamId, DateTimeOffset AddedAt)
{
    /// <summary>The variant; null for a product without options.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VariantId { get; init; }

    /// <summary>The offer that ran when it was added last during one; null when none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldOffer? Offer { get; init; }

    [JsonIgnore]
    public string ItemId => IdOf(ProductId, VariantId);

    /// <summary>The product's id, and after a dot the variant's where there is one.</summary>
    public static string IdOf(string productId, string? variantId) => variantId is null ? productId : $"{productId}.{variantId}";

    /// <summary>The id of the product that an item's id begins with.</summary>
    public static string ProductIdOf(string itemId) => itemId.Split('.')[0];
}

/// <summary>The offer of a product on a stream, which is read again to see whether it still holds.</summary>
public sealed record HeldOffer(string StreamId, long OfferId);

/// <summary>An addition that was made under an idempotency key.</summary>
public sealed record CartAddition(string Key, string ProductId, int Quantity)
{
    /// <inheritdoc cref="CartItem.VariantId" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VariantId { get; init; }
}
