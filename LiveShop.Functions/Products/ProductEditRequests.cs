using System.ComponentModel.DataAnnotations;
using LiveShop.Core;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Products;

/// <summary>A merge patch (RFC 7396): a member that is left out stays as it is, null clears it.</summary>
/// <param name="ImageUrl">Replaces the first picture.</param>
/// <param name="Options">Need <c>If-Match</c>, as the variants do, because they replace what others may have changed.</param>
/// <param name="StockChange">Pieces to add or take away, whatever the stock is when it is written.</param>
/// <param name="Reason">Why the stock is corrected, at most 200 characters; kept with the correction.</param>
public sealed record EditProductRequest(
    Optional<string?> Name, Optional<string?> Description, Optional<string?> ImageUrl, Optional<Money?> Price, StockRequest? Stock,
    int? StockChange, string? Reason, Optional<string?> Sku, Optional<Money?> CompareAtPrice, Optional<IReadOnlyList<string?>?> Images,
    Optional<IReadOnlyList<OptionRequest?>?> Options, Optional<IReadOnlyList<VariantRequest?>?> Variants,
    Optional<string?> VatRateId, Optional<IReadOnlyList<ImageAltTextRequest?>?> ImageAltTexts)
{
    internal bool ReplacesVariants => Options.IsGiven || Variants.IsGiven;

    public ProductEdit ToEdit() => new()
    {
        Name = Name,
        Description = Description,
        VatRateId = VatRateId,
        ImageUrl = ImageUrl,
        Images = Images,
        ImageAltTexts = ImageAltTexts.IsGiven ? new(ImageAltTexts.Value?.Select(alt => alt?.ToDetails()).ToList()) : default,
        Options = Options.IsGiven ? new(Options.Value?.Select(option => option?.ToDetails()).ToList()) : default,
        Variants = Variants.IsGiven ? new(Variants.Value?.Select(variant => variant?.ToDetails()).ToList()) : default,
        Variant = new()
        {
            Price = Price,
            Stock = StockRequest.CorrectionOf(ProductVariant.DefaultId, Stock, StockChange, Reason),
            Sku = Sku,
            CompareAtPrice = CompareAtPrice,
        },
    };
}

/// <inheritdoc cref="EditProductRequest" />
/// <param name="ImageUrl">Null for the product's first picture.</param>
public sealed record EditVariantRequest(
    Optional<string?> Sku, Optional<Money?> Price, Optional<Money?> CompareAtPrice, StockRequest? Stock, int? StockChange,
    string? Reason, Optional<string?> ImageUrl)
{
    public VariantEdit ToEdit(string variantId) => new()
    {
        Sku = Sku,
        Price = Price,
        CompareAtPrice = CompareAtPrice,
        Stock = StockRequest.CorrectionOf(variantId, Stock, StockChange, Reason),
        ImageUrl = ImageUrl,
    };
}

/// <summary>What can be sold now, in place of what was seen; null when pieces are not counted.</summary>
/// <param name="From">Refused as <c>stock-changed</c> when it is not the stock any more.</param>
public sealed record StockRequest([property: Required] Optional<int?> From, [property: Required] Optional<int?> To)
{
    internal static StockChange? CorrectionOf(string variantId, StockRequest? stock, int? change, string? reason) => (stock, change) switch
    {
        (null, null) when reason is not null =>
            throw new ProblemException(new Refusal.Invalid("reason", "Must be given with stock or stockChange.")),
        (null, null) => null,
        (null, { } pieces) => Core.Stock.StockChange.Add(variantId, pieces) with { Reason = reason },
        ({ From.IsGiven: true, To.IsGiven: true }, null) =>
            Core.Stock.StockChange.Set(variantId, stock.From.Value, stock.To.Value) with { Reason = reason },
        (_, null) => throw new ProblemException(new Refusal.Invalid("stock", "Must have from and to.")),
        _ => throw new ProblemException(new Refusal.Invalid("stockChange", "Must not be given together with stock.")),
    };
}
