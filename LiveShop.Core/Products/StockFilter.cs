namespace LiveShop.Core.Products;

/// <summary>Narrows a list to products of which pieces are missing: a product with options is found by any of its variants.</summary>
public enum StockFilter
{
    /// <summary>No piece of a variant is left.</summary>
    SoldOut,

    /// <summary>1 to <see cref="ProductCard.LowStock"/> pieces of a variant are left.</summary>
    Low,
}

public static class StockFilters
{
    /// <summary>
    /// Whether a list with this filter has the product. Variants whose pieces are not counted are neither low nor sold out.
    /// </summary>
    public static bool Finds(this StockFilter filter, Product product) => product.Variants.Any(variant => filter switch
    {
        StockFilter.SoldOut => variant.Stock is 0,
        _ => variant.Stock is > 0 and <= ProductCard.LowStock,
    });
}
