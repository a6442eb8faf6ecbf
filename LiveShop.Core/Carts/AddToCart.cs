using LiveShop.Core.Results;

namespace LiveShop.Core.Carts;

/// <param name="StreamId">Where the customer was, kept as it was told: whether there is such a stream is not worth a read.</param>
/// <param name="IdempotencyKey">Made by the customer's page, one for each press of the button; 1 to 100 visible ASCII characters.</param>
public sealed record AddToCart(string? ProductId, int Quantity, string? StreamId, string? IdempotencyKey)
{
    private const int MaxKeyLength = 100;

    internal Refusal? Check()
    {
        var validation = new Validation()
            .Id(ProductId, "productId")
            .Range(Quantity, "quantity", 1, Cart.MaxQuantity)
            .Check(IsKey(IdempotencyKey), "Idempotency-Key", $"Must be 1 to {MaxKeyLength} visible ASCII characters.");
        if (StreamId is not null)
            validation.Id(StreamId, "streamId");
        return validation.Failed(out var refusal) ? refusal : null;
    }

    // It must come back from the store as it was sent, or the same key would add twice.
    private static bool IsKey(string? key) =>
        key is null || (key.Length is > 0 and <= MaxKeyLength && key.All(c => c is > ' ' and <= '~'));
}
