using LiveShop.Core.Products;

namespace LiveShop.Core.Carts;

/// <summary>A cart with its products as they are now.</summary>
/// <param name="Totals">One sum per currency, ordered by code, without products that are no longer sold.</param>
public sealed record PricedCart(string Id, long Version, IReadOnlyList<PricedItem> Items, IReadOnlyList<Money> Totals)
{
    /// <param name="products">The products of the cart that exist, deleted ones too.</param>
    public static PricedCart Of(Cart cart, IReadOnlyCollection<Product> products)
    {
        var sold = products.Where(product => !product.IsDeleted).ToDictionary(product => product.Id);
        var items = cart.Items.Select(item =>
            new PricedItem(item.ProductId, item.Quantity, sold.GetValueOrDefault(item.ProductId)?.Card)).ToList();
        var totals = items
            .Where(item => item.Product is not null)
            .Select(item => item.Product!.Price * item.Quantity)
            .GroupBy(price => price.Currency, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Money(group.Sum(price => price.Amount), group.Key));
        return new(cart.Id, cart.Version, items, totals.ToList());
    }
}

/// <summary>An item of a cart with its product as it is now.</summary>
/// <param name="Product">Null when the product is no longer sold.</param>
public sealed record PricedItem(string ProductId, int Quantity, ProductCard? Product);
