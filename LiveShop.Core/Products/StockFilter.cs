using LiveShop.Core.Stock;

namespace LiveShop.Core.Products;

/// <summary>Narrows a list to products of which pieces are missing: a product with options is found by any of its variants.</summary>
public enum StockFilter
{
    /// <summary>No piece of a variant is left.</summary>
    SoldOut,

    /// <summary>1 to <see cref="Availabilities.LowStock"/> pieces of a variant are left.</summary>
    Low,
}

public static class StockFilters
{
    /// <summary>
    /// Whether a list with this filter has the product. Variants whose pieces are not counted are neither low nor sold out.
    /// </summary>
    public static bool Finds(this StockFilter filter, Product product) =>
        product.Variants.Any(variant => filter.Finds(variant.Stock));

    /// <inheritdoc cref="Finds(StockFilter, Product)" />
    public static bool Finds(this StockFilter filter, ProductStock stock) =>
        stock.Variants.Any(variant => filter.Finds(variant.Available));

    private static bool Finds(this StockFilter filter, int? pieces) => filter switch
    {
        StockFilter.SoldOut => pieces is 0,
        _ => pieces is > 0 and <= Availabilities.LowStock,
    };
}
