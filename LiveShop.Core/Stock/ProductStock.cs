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
public sealed record VariantStock(string VariantId, int? Available, long CountedIn)
{
    /// <summary>
    /// Whether the product no longer has the variant. Its pieces are not counted any more, and nothing of it can be sold.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRemoved { get; init; }

    /// <summary>With another number of pieces, which an admin counted; null when they are not counted.</summary>
    internal VariantStock CountedAs(int? available) => this with
    {
        Available = available,
        CountedIn = CountedIn + (available ?? 0) - (Available ?? 0),
    };
}

/// <summary>
/// What can be sold of a product, by variant, immutable. It is a document of its own because every sale writes it, so that sales
/// neither wait for changes of the product nor make them lose.
/// </summary>
public sealed partial record ProductStock
{
    [JsonConstructor]
    private ProductStock() { }

    [JsonInclude, JsonRequired]
    public string ProductId { get; private init; } = "";

    /// <summary>Also variants that the product no longer has, as long as orders hold pieces of them.</summary>
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
        AvailabilityVersion = 1,
        ChangedAt = now,
    };

    public VariantStock? Find(string variantId) => Variants.FirstOrDefault(variant => variant.VariantId == variantId);

    /// <summary>Whether all of these pieces can be sold.</summary>
    public bool Covers(IEnumerable<Pieces> wanted) =>
        wanted.All(pieces => Find(pieces.VariantId) is { IsRemoved: false } variant
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

    /// <param name="by">The admin.</param>
    /// <returns>
    /// Refused as <c>not-found</c>, <c>stock-changed</c>, <c>not-counted</c>, <c>stock-below-zero</c> or <c>validation</c>.
    /// </returns>
    public Result<ProductStock> Correct(StockChange change, DateTimeOffset now, Actor? by = null)
    {
        if (Find(change.VariantId) is not { IsRemoved: false } variant)
            return new Refusal.NotFound("variant", change.VariantId);
        if (change.Difference is { } difference)
            return Add(variant, difference, now, by);
        // A value that is in place already may be what a request wrote whose answer was lost.
        if (change.To == variant.Available)
            return this;
        if (change.From != variant.Available)
            return new Refusal.Conflict<ProductStock>("stock-changed", "The stock is not what it was when you looked. Look again.", this);

        return With(variant.VariantId, old => old.CountedAs(change.To)).Next(this, now, by);
    }

    private Result<ProductStock> Add(VariantStock variant, int difference, DateTimeOffset now, Actor? by)
    {
        if (variant.Available is not { } available)
            return new Refusal.Conflict<ProductStock>("not-counted", "Pieces of this are not counted, so none can be added.", this);
        if (available + (long)difference < 0)
            return new Refusal.Conflict<ProductStock>("stock-below-zero", $"Only {available} are left.", this);
        if (available + (long)difference > Product.MaxStock)
            return new Refusal.Invalid("stockChange", $"The stock must be at most {Product.MaxStock}.");

        return With(variant.VariantId, old => old.CountedAs(available + difference)).Next(this, now, by);
    }

    private ProductStock With(string variantId, Func<VariantStock, VariantStock> change) =>
        this with
        {
            Variants = ValueList<VariantStock>.Of(Variants.Select(variant => variant.VariantId == variantId ? change(variant) : variant)),
        };
}
