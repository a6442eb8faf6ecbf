using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Carts;

/// <summary>A customer's cart. Whoever knows its id may use it, so the id cannot be guessed.</summary>
public sealed record Cart
{
    public const int MaxItems = 100;
    public const int MaxQuantity = 99;

    /// <summary>So many of the latest additions are remembered, to add once what is sent twice.</summary>
    public const int RememberedAdditions = 50;

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

    public static Cart Create(DateTimeOffset now) => new() { Id = CartId.New(), Version = 1, ChangedAt = now };

    /// <summary>Adds to what is there of the product. The same idempotency key again answers the cart as it is.</summary>
    public Result<Cart> Add(Product? product, AddToCart command, DateTimeOffset now)
    {
        var addition = command.IdempotencyKey is { } key ? new CartAddition(key, command.ProductId!, command.Quantity) : null;
        if (Additions.FirstOrDefault(a => a.Key == addition?.Key) is { } earlier)
            return earlier == addition ? this : new Refusal.IdempotencyKeyReused();

        var quantity = command.Quantity + QuantityOf(command.ProductId!);
        if (CheckItem(product, command.ProductId!, quantity) is { } refusal)
            return refusal;

        var item = Find(product!.Id) is { } there
            ? there with { Quantity = quantity, StreamId = command.StreamId ?? there.StreamId }
            : new CartItem(product.Id, quantity, command.StreamId, now);
        var additions = addition is null ? Additions : [.. Additions.TakeLast(RememberedAdditions - 1), addition];
        return (WithItem(item) with { Additions = additions }).Next(now);
    }

    public Result<Cart> SetQuantity(string productId, int quantity, Product? product, DateTimeOffset now)
    {
        if (Find(productId) is not { } item)
            return new Refusal.NotFound("item", productId);
        if (item.Quantity == quantity)
            return this;

        // Fewer is always possible, also of what has meanwhile become scarce.
        var refusal = quantity < item.Quantity ? CheckQuantity(quantity) : CheckItem(product, productId, quantity);
        return refusal is null ? WithItem(item with { Quantity = quantity }).Next(now) : refusal;
    }

    public Result<Cart> Remove(string productId, DateTimeOffset now) =>
        Find(productId) is { } item
            ? (this with { Items = [.. Items.Where(i => i != item)] }).Next(now)
            : this;

    private Refusal? CheckItem(Product? product, string productId, int quantity)
    {
        if (product is not { IsDeleted: false })
            return new Refusal.NotFound("product", productId);
        if (CheckQuantity(quantity) is { } refusal)
            return refusal;
        if (quantity > product.Stock)
            return new Refusal.OutOfStock(product.Id, product.Stock);
        return Find(productId) is null && Items.Count >= MaxItems
            ? new Refusal.Conflict("cart-full", $"A cart holds at most {MaxItems} different products.")
            : null;
    }

    private static Refusal? CheckQuantity(int quantity) =>
        new Validation().Range(quantity, "quantity", 1, MaxQuantity).Failed(out var refusal) ? refusal : null;

    private int QuantityOf(string productId) => Find(productId)?.Quantity ?? 0;

    private CartItem? Find(string productId) => Items.FirstOrDefault(item => item.ProductId == productId);

    private Cart WithItem(CartItem item) => this with
    {
        Items = Find(item.ProductId) is { } there
            ? [.. Items.Select(i => i == there ? item : i)]
            : [.. Items, item],
    };

    private Cart Next(DateTimeOffset now) => this with { Version = Version + 1, ChangedAt = now };
}

/// <param name="StreamId">The stream on which it was added, if it was on one.</param>
public sealed record CartItem(string ProductId, int Quantity, string? StreamId, DateTimeOffset AddedAt);

/// <summary>An addition that was made under an idempotency key.</summary>
public sealed record CartAddition(string Key, string ProductId, int Quantity);
