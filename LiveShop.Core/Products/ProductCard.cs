using System.Text.Json.Serialization;

namespace LiveShop.Core.Products;

/// <summary>
/// The part of a product that customers' cards show, without the description to keep messages small, and with the pieces that are
/// left only when they are few, so that most sales and corrections change no card and send no message. What it need not say is left out.
/// </summary>
/// <param name="Price">The lowest of the variants' prices.</param>
public sealed record ProductCard(string Id, string Name, string? ImageUrl, Money Price, int? Stock = null)
{
    /// <summary>The price to strike through, <see cref="Product.StruckPrice"/>; null when there is no reduction.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? CompareAtPrice { get; init; }

    /// <summary>Follows from the stock in documents that do not have it.</summary>
    public Availability Availability { get; init; } = Availabilities.Of(Stock);

    /// <summary>Pieces left to sell of all variants, only when the availability is <see cref="Availability.Low"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stock { get; init; } = Availabilities.ShownStock(Stock);

    /// <summary>Whether a variant has to be chosen. Cards that were copied before there were any do not say so.</summary>
    public bool HasOptions { get; init; }

    /// <summary>Whether some variants cost more than <see cref="Price"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PriceVaries { get; init; }
}
