namespace LiveShop.Core.Products;

/// <summary>The part of a product that customers' cards show, without the description to keep messages small.</summary>
public sealed record ProductCard(string Id, string Name, string? ImageUrl, Money Price, int Stock);
