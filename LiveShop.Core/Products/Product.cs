using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>
/// A product, immutable. Every accepted change makes a new state with <see cref="Version"/> one higher, also across a deletion.
/// </summary>
public sealed record Product
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4000;
    public const int MaxStock = 1_000_000_000;

    /// <summary>
    /// How long a deleted product stays as a document. It must outlast the longest pause of a change feed's consumer, which
    /// would otherwise miss the deletion. Afterwards a product of the same id starts at version 1 again.
    /// </summary>
    public static readonly TimeSpan TombstoneLifetime = TimeSpan.FromDays(90);

    [JsonConstructor]
    private Product() { }

    [JsonInclude, JsonRequired]
    public string Id { get; private init; } = "";

    [JsonInclude, JsonRequired]
    public string Name { get; private init; } = "";

    [JsonInclude]
    public string? Description { get; private init; }

    [JsonInclude]
    public string? ImageUrl { get; private init; }

    [JsonInclude, JsonRequired]
    public Money Price { get; private init; } = new(0, "EUR");

    /// <summary>Pieces left to sell.</summary>
    [JsonInclude, JsonRequired]
    public int Stock { get; private init; }

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The <see cref="Core.IdempotencyKey"/> of the request that created the product; null without one.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdempotencyKey { get; private init; }

    /// <summary>The time of deletion. The document stays, because a change feed does not deliver deletions.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; private init; }

    [JsonIgnore]
    public bool IsDeleted => DeletedAt is not null;

    /// <summary>The part that customers' cards show.</summary>
    [JsonIgnore]
    public ProductCard Card => new(Id, Name, ImageUrl, Price, Stock);

    /// <summary>
    /// The names by which a search finds the product, and lists sort it. The name comes first, because it is what the pages
    /// show; the id comes last, because it makes the text unique.
    /// </summary>
    [JsonIgnore]
    public string SearchText => SearchTextOf(Name, Id);

    /// <inheritdoc cref="SearchText" />
    public static string SearchTextOf(string name, string id) => Products.SearchText.Of(name, id);

    /// <param name="id">Null for a new id, made of the idempotency key if there is one.</param>
    /// <returns>The product at version 1; refused as <c>validation</c>.</returns>
    public static Result<Product> Create(string? id, ProductDetails details, DateTimeOffset now, string? idempotencyKey = null)
    {
        var validation = Core.IdempotencyKey.Check(new(), idempotencyKey);
        if (id is not null)
            validation.Id(id, "id");
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var product = new Product { Id = id ?? Identifier.New(idempotencyKey), Version = 1, ChangedAt = now, IdempotencyKey = idempotencyKey };
        return product.With(details);
    }

    /// <summary>
    /// Reuses the id of a deleted product. The version continues, so that no older copy looks newer; <c>already-exists</c> when it is
    /// not deleted. The request that created it, by its idempotency key, changes nothing, and is refused as <c>deleted</c> after that.
    /// </summary>
    public Result<Product> CreateAgain(ProductDetails details, DateTimeOffset now, string? idempotencyKey = null)
    {
        if (idempotencyKey is not null && IdempotencyKey == idempotencyKey)
            return IsDeleted ? new Refusal.Conflict("deleted", $"The product '{Id}' was created and deleted meanwhile.") : this;
        return IsDeleted
            ? Create(Id, details, now, idempotencyKey).Map(created => created with { Version = Version + 1 })
            : new Refusal.Conflict("already-exists", $"There is a product '{Id}' already.");
    }

    /// <summary>Replaces all details; the same details return the same instance. Refused as <c>validation</c>.</summary>
    public Result<Product> Change(ProductDetails details, DateTimeOffset now)
    {
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var changed = With(details);
        return changed == this ? this : changed with { Version = Version + 1, ChangedAt = now };
    }

    /// <summary>Marks the product as deleted; the same instance when it is already.</summary>
    public Product Delete(DateTimeOffset now) =>
        IsDeleted ? this : this with { Version = Version + 1, ChangedAt = now, DeletedAt = now };

    private Product With(ProductDetails details) => this with
    {
        Name = details.Name!.Trim(),
        Description = details.Description,
        ImageUrl = details.ImageUrl,
        Price = details.Price!,
        Stock = details.Stock!.Value,
    };
}
