using LiveShop.Core.Results;

namespace LiveShop.Core.Carts;

/// <param name="IdempotencyKey">Made by the customer's page, one for each press of the button; 1 to 100 characters.</param>
public sealed record AddToCart(string? ProductId, int Quantity, string? StreamId, string? IdempotencyKey)
{
    private const int MaxKeyLength = 100;

    internal Refusal? Check()
    {
        var validation = new Validation()
            .Id(ProductId, "productId")
            .Range(Quantity, "quantity", 1, Cart.MaxQuantity)
            .Check(IdempotencyKey is null or { Length: > 0 and <= MaxKeyLength }, "Idempotency-Key", $"Must be 1 to {MaxKeyLength} characters.");
        if (StreamId is not null)
            validation.Id(StreamId, "streamId");
        return validation.Failed(out var refusal) ? refusal : null;
    }
}
