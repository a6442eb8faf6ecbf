using LiveShop.Core.Stock;

namespace LiveShop.Core.Products;

/// <summary>A partial update of a product: a field that is left out stays, null clears it.</summary>
public sealed record ProductEdit
{
    public Optional<string?> Name { get; init; }

    public Optional<string?> Description { get; init; }

    public Optional<string?> VatRateId { get; init; }

    /// <summary>Replaces the first picture; null removes it.</summary>
    public Optional<string?> ImageUrl { get; init; }

    public Optional<IReadOnlyList<string?>?> Images { get; init; }

    public Optional<IReadOnlyList<ImageAltTextDetails?>?> ImageAltTexts { get; init; }

    public Optional<IReadOnlyList<OptionDetails?>?> Options { get; init; }

    public Optional<IReadOnlyList<VariantDetails?>?> Variants { get; init; }

    /// <summary>Of a product without options.</summary>
    public VariantEdit Variant { get; init; } = new();
}

/// <summary>A partial update of a variant: a field that is left out stays, null clears it.</summary>
public sealed record VariantEdit
{
    public Optional<string?> Sku { get; init; }

    public Optional<Money?> Price { get; init; }

    public Optional<Money?> CompareAtPrice { get; init; }

    public Optional<string?> ImageUrl { get; init; }

    /// <summary>A correction, which is written to the product's stock; null for none.</summary>
    public StockChange? Stock { get; init; }

    /// <summary>The first field that is given, as it is named in problems; null when none is.</summary>
    internal string? FirstField =>
        Price.IsGiven ? "price"
        : Stock is not null ? Stock.Difference is not null ? "stockChange" : "stock"
        : CompareAtPrice.IsGiven ? "compareAtPrice"
        : Sku.IsGiven ? "sku" : null;
}
