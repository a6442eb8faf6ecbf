using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>Something the shop sells. Every accepted change raises <see cref="Version"/> by one, also across a deletion.</summary>
public sealed record Product
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4000;
    public const int MaxStock = 1_000_000_000;

    /// <summary>
    /// So long a deleted product stays as a document, counted from the deletion. It must outlast whatever has yet to hear of
    /// the deletion, the longest stop of a change feed's reader and a pin that was written at the same moment; when it
    /// is gone and the id is taken again, versions start at 1 again.
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

    /// <summary>When it was taken off the shop. It stays as a document, for a change feed tells of no deletions.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; private init; }

    [JsonIgnore]
    public bool IsDeleted => DeletedAt is not null;

    [JsonIgnore]
    public ProductCard Card => new(Id, Name, ImageUrl, Price, Stock);

    public static Result<Product> Create(string? id, ProductDetails details, DateTimeOffset now)
    {
        id ??= Identifier.New();
        var validation = new Validation().Id(id, "id");
        details.Check(validation);
        return validation.Failed(out var refusal)
            ? refusal
            : new Product { Id = id, Version = 1, ChangedAt = now }.With(details);
    }

    /// <summary>A deleted product's id may be taken again; its version goes on, so that no older copy of it ever looks newer.</summary>
    public Result<Product> CreateAgain(ProductDetails details, DateTimeOffset now) =>
        IsDeleted
            ? Create(Id, details, now).Map(created => created with { Version = Version + 1 })
            : new Refusal.Conflict("already-exists", $"There is a product '{Id}' already.");

    /// <summary>Takes the details as a whole; the same details change nothing and answer the same instance.</summary>
    public Result<Product> Change(ProductDetails details, DateTimeOffset now)
    {
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var changed = With(details);
        return changed == this ? this : changed with { Version = Version + 1, ChangedAt = now };
    }

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
