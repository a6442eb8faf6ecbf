namespace LiveShop.Core.Products;

/// <summary>The part of a product that customers' cards show, without the description to keep messages small.</summary>
/// <param name="Price">The lowest of the variants' prices.</param>
/// <param name="Stock">Pieces left to sell; null when they are not counted, and so it is never sold out.</param>
public sealed record ProductCard(string Id, string Name, string? ImageUrl, Money Price, int? Stock)
{
    /// <summary>Whether a variant has to be chosen. Cards that were copied before there were any do not say so.</summary>
    public bool HasOptions { get; init; }
}
