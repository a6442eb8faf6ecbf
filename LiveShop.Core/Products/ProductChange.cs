using System.Text.Json.Serialization;

namespace LiveShop.Core.Products;

/// <summary>What a change of a product did. Written to documents in kebab case, so members must not be renamed.</summary>
public enum ProductAction
{
    /// <summary>Also when the id of a deleted product was used again.</summary>
    Created,
    Changed,
    Deleted,
}

/// <summary>
/// An entry of a product's journal, which says who changed which price, from what and to what. It is written in one transaction
/// with the state that it made, and has that state's <see cref="Version"/>.
/// </summary>
public sealed record ProductChange(
    string ProductId, long Version, DateTimeOffset At, string By, string ById, ProductAction Action)
{
    /// <summary>The values that a change replaced, and only those; null for a creation or a deletion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductValues? Before { get; init; }

    /// <summary>The values in place of <see cref="Before"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductValues? After { get; init; }

    /// <summary>W3C <c>traceparent</c> of the request that made the change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}
