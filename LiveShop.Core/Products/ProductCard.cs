namespace LiveShop.Core.Products;

/// <summary>What a customer's card shows of a product; no description, so that a message stays small.</summary>
public sealed record ProductCard(string Id, string Name, string? ImageUrl, Money Price, int Stock);
