using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Stock;

/// <summary>What can be sold of a variant.</summary>
/// <param name="Available">Pieces that nobody has ordered; null when they are not counted.</param>
/// <param name="CountedIn">
/// All pieces ever counted in: <paramref name="Available"/>, or 0, plus what reservations hold. Only admins' commands write it,
/// except that pieces which return while they are not counted leave it.
/// </param>
public sealed record VariantStock(string VariantId, int? Available, long CountedIn);

/// <summary>
/// What can be sold of a product, by variant, immutable. It is a document of its own because every sale writes it, so that sales
/// neither wait for changes of the product nor make them lose.
/// </summary>
public sealed record ProductStock
{
    [JsonConstructor]
    private ProductStock() { }

    [JsonInclude, JsonRequired]
    public string ProductId { get; private init; } = "";

    /// <summary>Also variants that the product no longer has, which are not counted any more.</summary>
    [JsonInclude, JsonRequired]
    public IReadOnlyList<VariantStock> Variants { get; private init => field = ValueList<VariantStock>.Of(value); } =
        ValueList<VariantStock>.Of([]);

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The stock of a new product.</summary>
    public static ProductStock Create(
        string productId, IEnumerable<(string VariantId, int? Available)> variants, DateTimeOffset now) => new()
    {
        ProductId = productId,
        Variants = ValueList<VariantStock>.Of(variants.Select(variant =>
            new VariantStock(variant.VariantId, variant.Available, variant.Available ?? 0))),
        Version = 1,
        ChangedAt = now,
    };

    public VariantStock? Find(string variantId) => Variants.FirstOrDefault(variant => variant.VariantId == variantId);

    /// <summary>Whether all of these pieces can be sold.</summary>
    public bool Covers(IEnumerable<Pieces> wanted) =>
        wanted.All(pieces => Find(pieces.VariantId) is { } variant
            && (variant.Available is not { } available || available >= pieces.Quantity));

    /// <param name="wanted">Pieces that it <see cref="Covers"/>.</param>
    /// <returns>The stock without them, and those that were counted; the same instance when none were.</returns>
    public (ProductStock Stock, IReadOnlyList<Pieces> Taken) Take(IReadOnlyList<Pieces> wanted, DateTimeOffset now)
    {
        var taken = wanted.Where(pieces => Find(pieces.VariantId)?.Available is not null).ToList();
        return (taken.Aggregate(this, (stock, pieces) => stock.With(pieces.VariantId, variant => variant with
        {
            Available = variant.Available - pieces.Quantity,
        })).Next(this, now), taken);
    }

    /// <summary>Adds pieces that were taken; to variants that are not counted now nothing is added.</summary>
    public ProductStock Return(IReadOnlyList<Pieces> taken, DateTimeOffset now) =>
        taken.Aggregate(this, (stock, pieces) => stock.With(pieces.VariantId, variant => variant.Available is { } available
            ? variant with { Available = available + pieces.Quantity }
            : variant with { CountedIn = variant.CountedIn - pieces.Quantity })).Next(this, now);

    /// <returns>
    /// Refused as <c>not-found</c>, <c>stock-changed</c>, <c>not-counted</c>, <c>stock-below-zero</c> or <c>validation</c>.
    /// </returns>
    public Result<ProductStock> Correct(StockChange change, DateTimeOffset now)
    {
        if (Find(change.VariantId) is not { } variant)
            return new Refusal.NotFound("variant", change.VariantId);
        if (change.Difference is { } difference)
            return Add(variant, difference, now);
        if (change.From != variant.Available)
            return new Refusal.Conflict<ProductStock>("stock-changed", "The stock is not what it was when you looked. Look again.", this);

        return With(variant.VariantId, old => old with
        {
            Available = change.To,
            CountedIn = old.CountedIn + (change.To ?? 0) - (old.Available ?? 0),
        }).Next(this, now);
    }

    private Result<ProductStock> Add(VariantStock variant, int difference, DateTimeOffset now)
    {
        if (variant.Available is not { } available)
            return new Refusal.Conflict<ProductStock>("not-counted", "Pieces of this are not counted, so none can be added.", this);
        if (available + (long)difference < 0)
            return new Refusal.Conflict<ProductStock>("stock-below-zero", $"Only {available} are left.", this);
        if (available + (long)difference > Product.MaxStock)
            return new Refusal.Invalid("stockChange", $"The stock must be at most {Product.MaxStock}.");

        return With(variant.VariantId, old => old with
        {
            Available = available + difference,
            CountedIn = old.CountedIn + difference,
        }).Next(this, now);
    }

    private ProductStock With(string variantId, Func<VariantStock, VariantStock> change) =>
        this with
        {
            Variants = ValueList<VariantStock>.Of(Variants.Select(variant => variant.VariantId == variantId ? change(variant) : variant)),
        };

    private ProductStock Next(ProductStock previous, DateTimeOffset now) =>
        this == previous ? previous : this with { Version = previous.Version + 1, ChangedAt = now };
}
