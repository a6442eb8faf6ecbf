using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>
/// A product, immutable: each accepted change makes a new state with <see cref="Version"/> one higher, also across a deletion,
/// and a journal entry.
/// </summary>
public sealed partial record Product
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4000;
    public const int MaxStock = 1_000_000_000;

    [JsonConstructor]
    private Product() { }

    [JsonInclude, JsonRequired]
    public string Id { get; private init; } = "";

    [JsonInclude, JsonRequired]
    public string Name { get; private init; } = "";

    [JsonInclude]
    public string? Description { get; private init; }

    /// <summary>At most <see cref="ProductDetails.MaxImages"/>; the first stands for the product.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Images { get; private init => field = ValueList<string>.Of(value); } = ValueList<string>.Of([]);

    /// <summary>Of those of the <see cref="Images"/> that have one, ordered by their address.</summary>
    [JsonInclude]
    public IReadOnlyList<ImageAltText> ImageAltTexts { get; private init => field = ValueList<ImageAltText>.Of(value); } =
        ValueList<ImageAltText>.Of([]);

    /// <summary>
    /// The id of the shop's VAT rate that the price includes; null for the default rate. The shop may no longer have the rate, and
    /// then the default applies.
    /// </summary>
    [JsonInclude]
    public string? VatRateId { get; private init; }

    /// <summary>Empty when there is nothing to choose.</summary>
    [JsonInclude]
    public IReadOnlyList<ProductOption> Options { get; private init => field = ValueList<ProductOption>.Of(value); } =
        ValueList<ProductOption>.Of([]);

    /// <summary>At least one; exactly one when there are no options. All prices have the same currency.</summary>
    [JsonInclude, JsonRequired]
    public IReadOnlyList<ProductVariant> Variants { get; private init => field = ValueList<ProductVariant>.Of(value); } =
        ValueList<ProductVariant>.Of([]);

    /// <summary>
    /// Prices of the variants that ended in the <see cref="PastPrice.Window"/> before the variant's current price began, with which
    /// the last of them ended.
    /// </summary>
    [JsonInclude]
    public IReadOnlyList<PastPrice> PastPrices { get; private init => field = ValueList<PastPrice>.Of(value); } = ValueList<PastPrice>.Of([]);

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The <see cref="Core.IdempotencyKey"/> of the request that created the product, with a digest; null without one.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdempotencyKey { get; private init; }

    /// <summary>
    /// The author of the last change that cards show. Null in documents from before it was kept. When several changes reach a
    /// stream as one, it is the author of the last of them; the product's own journal has each.
    /// </summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Actor? CardChangedBy { get; private init; }

    /// <summary>
    /// The time of deletion. The document stays, because a change feed does not deliver deletions and the journal goes on when
    /// the id is used again.
    /// </summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; private init; }

    /// <param name="id">Null for a new id, made of the idempotency key if there is one.</param>
    /// <returns>The product at version 1; refused as <c>validation</c>.</returns>
    public static Result<ProductTransition> Create(
        string? id, ProductDetails details, ChangeOrigin origin, string? idempotencyKey = null)
    {
        var validation = Core.IdempotencyKey.Check(new(), idempotencyKey);
        if (id is not null)
            validation.Id(id, "id");
        details.Check(validation);
        return validation.Failed(out var refusal)
            ? refusal
            : new Product
            {
                Id = id ?? Identifier.NewShort(idempotencyKey),
                IdempotencyKey = Core.IdempotencyKey.Mark(idempotencyKey, details),
                StockVersion = 1,
                AvailabilityVersion = 1,
            }.With(details).Next(null, ProductAction.Created, origin);
    }

    /// <summary>
    /// Reuses the id of a deleted product. The version continues, so that no older copy looks newer; <c>already-exists</c> when it is
    /// not deleted. The request that created it, by its idempotency key, changes nothing, and is refused as <c>deleted</c> after that.
    /// </summary>
    public Result<ProductTransition> CreateAgain(ProductDetails details, ChangeOrigin origin, string? idempotencyKey = null)
    {
        var mark = Core.IdempotencyKey.Mark(idempotencyKey, details);
        if (Core.IdempotencyKey.HaveSameKey(IdempotencyKey, mark) && IdempotencyKey != mark)
            return new Refusal.IdempotencyKeyReused<Product>(this);
        if (mark is not null && IdempotencyKey == mark)
            return IsDeleted ? new Refusal.Conflict("deleted", $"The product '{Id}' was created and deleted meanwhile.") : Unchanged();
        if (!IsDeleted)
            return new Refusal.Conflict("already-exists", $"There is a product '{Id}' already.");

        var validation = new Validation();
        details.Check(validation);
        return validation.Failed(out var refusal)
            ? refusal
            : (With(details) with { DeletedAt = null, IdempotencyKey = mark }).Next(this, ProductAction.Created, origin);
    }

    /// <summary>
    /// Replaces all details but the stock of variants that are there, because what the sender knows of it is older than the last sale.
    /// The same details change nothing. Refused as <c>validation</c>.
    /// </summary>
    public Result<ProductTransition> Change(ProductDetails details, ChangeOrigin origin)
    {
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var changed = With(WithIdsOfTheSameChoice(details)).WithStockOf(this);
        return changed == this ? Unchanged() : changed.Next(this, ProductAction.Changed, origin);
    }

    /// <summary>Marks the product as deleted; one that is deleted already does not change.</summary>
    public ProductTransition Delete(ChangeOrigin origin) =>
        IsDeleted ? Unchanged() : (this with { DeletedAt = origin.At }).Next(this, ProductAction.Deleted, origin);

    private ProductTransition Unchanged() => new(this, null);

    private ProductTransition Next(Product? previous, ProductAction action, ChangeOrigin origin)
    {
        var version = (previous?.Version ?? 0) + 1;
        var changesCard = action != ProductAction.Changed || Card != previous?.Card;
        var (before, after) = action == ProductAction.Changed ? ProductValues.Differences(previous!, this) : (null, null);
        return new(
            this with
            {
                Version = version,
                ChangedAt = origin.At,
                CardChangedBy = changesCard ? origin.By : previous?.CardChangedBy,
                PastPrices = previous is null ? [] : ValueList<PastPrice>.Of(PastPrice.After(previous, this, origin.At)),
            },
            new(Id, version, origin.At, origin.By.Name, origin.By.Id, action)
            {
                Before = before,
                After = after,
                TraceParent = origin.TraceParent,
            });
    }

    private Product With(ProductDetails details) => this with
    {
        Name = details.Name!.Trim(),
        Description = details.Description,
        VatRateId = details.VatRateId,
        Images = details.ToImages(),
        ImageAltTexts = details.ToImageAltTexts(),
        Options = details.ToOptions(),
        Variants = details.ToVariants(),
    };
}

/// <summary>A product's next state with its journal entry; without an entry nothing changes and <paramref name="Product"/> is the same instance.</summary>
public sealed record ProductTransition(Product Product, ProductChange? Change);
