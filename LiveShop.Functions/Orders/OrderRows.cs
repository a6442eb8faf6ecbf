using System.Globalization;
using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;

namespace LiveShop.Functions.Orders;

/// <summary>Orders as rows of a table: one for each line, with the sums of the order in its first row only, so that they add up.</summary>
internal static class OrderRows
{
    public static IReadOnlyList<string?> Header { get; } =
    [
        "Number", "Order id", "Created at", "Status", "Payment", "Payment provider", "Product", "Options", "SKU", "Item id", "Stream id",
        "Quantity", "Unit price", "Line total", "VAT", "VAT percent", "Currency", "Goods", "Shipping", "Total", "VAT included",
        "Name", "E-mail", "Phone", "Address line 1", "Address line 2", "Postal code", "City", "Region", "Country", "Note",
    ];

    public static IEnumerable<IReadOnlyList<string?>> Of(Order order) => order.Lines.Select((line, n) => (IReadOnlyList<string?>)
    [
        .. OrderCells(order), .. LineCells(line), .. n == 0 ? SumCells(order.Totals) : [null, null, null, null], .. CustomerCells(order),
    ]);

    private static string?[] OrderCells(Order order) =>
    [
        order.Number, order.Id, LiveShopJson.TextOf(order.CreatedAt), LiveShopJson.NameOf(order.Status),
        LiveShopJson.NameOf(order.Payment.Status), order.Payment.Provider,
    ];

    private static string?[] LineCells(OrderLine line) =>
    [
        line.Name, string.Join(" / ", line.OptionValues), line.Sku, line.ItemId, line.StreamId, Text(line.Quantity),
        Text(line.UnitPrice), Text(line.Total), line.Vat.Name, Text(line.Vat.BasisPoints / 100m), line.UnitPrice.Currency,
    ];

    private static string?[] SumCells(OrderTotals totals) =>
    [
        Text(totals.Goods), Text(totals.Shipping), Text(totals.Total),
        Text(totals.Total with { Amount = totals.Vat.Sum(part => part.Vat.Amount) }),
    ];

    private static string?[] CustomerCells(Order order)
    {
        var (customer, address) = (order.Customer, order.Customer?.Address);
        return
        [
            customer?.Name, customer?.Email, customer?.Phone, address?.Line1, address?.Line2, address?.PostalCode, address?.City,
            address?.Region, address?.Country, order.Note,
        ];
    }

    private static string Text(Money money) => Text(money.ToDecimal());

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
