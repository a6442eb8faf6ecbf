using LiveShop.Core.Results;

namespace LiveShop.Core.Carts;

/// <summary>The customer's request to add a product.</summary>
/// <param name="Quantity">1 to <see cref="Cart.MaxQuantity"/>, added to what the cart holds.</param>
/// <param name="StreamId">The stream the customer was watching, which need not be there; its offer is held for the item.</param>
/// <param name="IdempotencyKey">One per press of the button, made by the page; 1 to 100 visible ASCII characters, or null.</param>
public sealed record AddToCart(string? ProductId, int Quantity, string? StreamId, string? IdempotencyKey)
{
    /// <summary>The variant; null for a product without options.</summary>
    public string? VariantId { get; init; }

    internal string ItemId => CartItem.IdOf(ProductId!, VariantId);

    internal Refusal? Check()
    {
        var validation = new Validation()
            .Id(ProductId, "productId")
            .Range(Quantity, "quantity", 1, Cart.MaxQuantity);
        Core.IdempotencyKey.Check(validation, IdempotencyKey);
        if (StreamId is not null)
            validation.Id(StreamId, "streamId");
        if (VariantId is not null)
            validation.Id(VariantId, "variantId");
        return validation.Failed(out var refusal) ? refusal : null;
    }
}
