namespace LiveShop.Core.Products;

/// <summary>Whether something can be bought. Written to documents in kebab case, so members must not be renamed.</summary>
public enum Availability
{
    /// <summary>More pieces than <see cref="ProductCard.LowStock"/> are left, or they are not counted.</summary>
    InStock,

    /// <summary>At most <see cref="ProductCard.LowStock"/> pieces are left in all.</summary>
    Low,
    SoldOut,
}
