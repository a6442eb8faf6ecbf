using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Stock;

/// <summary>
/// An admin's change of what can be sold: a <see cref="Difference"/>, or <see cref="To"/> a value in place of the one that was
/// seen, <see cref="From"/>, where null is "not counted".
/// </summary>
public sealed record StockChange(string VariantId, int? Difference, int? From, int? To)
{
    public const int MaxReasonLength = 200;

    /// <summary>Why, in the admin's words.</summary>
    public string? Reason { get; init => field = value.TrimToNull(); }

    public static StockChange Add(string variantId, int difference) => new(variantId, difference, null, null);

    public static StockChange Set(string variantId, int? from, int? to) => new(variantId, null, from, to);

    internal Validation Check(Validation validation) => validation
        .Range(Difference ?? 0, "stockChange", -Product.MaxStock, Product.MaxStock)
        .Range(From ?? 0, "stock.from", 0, Product.MaxStock)
        .Range(To ?? 0, "stock.to", 0, Product.MaxStock)
        .Text(Reason, "reason", MaxReasonLength, required: false);
}

/// <summary>A correction that was made, by whom and why; written in one transaction with the stock that it led to.</summary>
/// <param name="CorrectionId">Made of the idempotency key where there is one, so that a repeated request corrects once.</param>
public sealed record StockCorrection(
    string CorrectionId, string ProductId, DateTimeOffset At, string By, string ById, StockChange Change,
    [property: JsonRequired] int? Before, [property: JsonRequired] int? After)
{
    /// <summary>Digest of the request, which tells a reused idempotency key from a repetition; null without a key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdempotencyKey { get; init; }
}
