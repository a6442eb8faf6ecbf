using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Tests.Shop;

namespace LiveShop.Tests;

/// <summary>Ordinary orders to begin a test with.</summary>
internal static class OrderSample
{
    public static readonly ContactDetails Contact = new("Ada Lovelace", "ada@example.com", "+49 30 1234567");

    public static readonly AddressDetails Address = new("Unter den Linden 1", null, "10117", "Berlin", null, "DE");

    /// <summary>Ships to Germany for 4.90, free from 50.00; VAT 19 %, reduced 7 %.</summary>
    public static ShopSettings Settings() => ShopSettings.Default.Change(ShopSample.Details with
    {
        Currency = "EUR",
        VatRates = [new("standard", "VAT", 1900, true), new("reduced", "Reduced VAT", 700, false)],
        Shipping = new(["DE", "AT"], new(490, "EUR"), new(5000, "EUR")),
    }, Sample.Noon).Accepted();

    public static CheckoutRequest Request(long expectedTotal) =>
        new(new Money(expectedTotal, "EUR"), Contact, Address, "Please ring twice");

    /// <summary>A cart with one piece of each of these products.</summary>
    public static Cart Cart(params string[] productIds) => productIds.Aggregate(
        LiveShop.Core.Carts.Cart.Create(Sample.Noon),
        (cart, id) => cart.Add(Sample.Product(id), new(id, 1, "demo", null), Sample.Noon).Accepted());

    /// <summary>An order of one piece of each of these products, reserving.</summary>
    public static Order Order(string key, params string[] productIds)
    {
        var lines = productIds.Select(id => LineOf(Sample.Product(id))).ToList();
        var totals = OrderTotals.Of(lines, Settings().Shipping);
        return LiveShop.Core.Orders.Order.Create(
            "0123456789abcdef0123456789abcdef", key, Request(totals.Total.Amount), lines, totals, ManualPayment.ProviderName,
            new ChangeOrigin(Sample.Ann, Sample.Noon));
    }

    public static OrderLine LineOf(Product product, int quantity = 1, VatRate? vat = null) => new(
        product.Id, product.Id, product.Variants[0].Id, product.Name, [], null, product.ImageUrl, quantity, product.Price,
        vat ?? new("standard", "VAT", 1900, true), "demo");
}
