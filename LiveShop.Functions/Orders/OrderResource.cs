using System.Text.Json.Serialization;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;

namespace LiveShop.Functions.Orders;

/// <summary>An order, no invoice.</summary>
/// <param name="Number">A label to read out; two orders may share it.</param>
/// <param name="Customer">Null once erased.</param>
/// <param name="HeldUntil">Until when the pieces are held for a payment; null unless the order awaits one.</param>
/// <param name="ErasedAt">When the personal data was erased.</param>
/// <param name="History">Oldest first.</param>
public sealed record OrderResource(
    string Id, string Number, long Version, OrderStatus Status, OrderPaymentResource Payment, IReadOnlyList<OrderLineResource> Lines,
    OrderTotals Totals, Customer? Customer, string? Note, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, DateTimeOffset? HeldUntil,
    DateTimeOffset? ErasedAt, IReadOnlyList<OrderEventResource> History)
{
    // The generated one would put the person into any log that formats the order.
    public override string ToString() => $"Order {Id}";

    /// <summary>Without the names of the admins.</summary>
    public static OrderResource ForCustomers(Order order) => Of(order, _ => null);

    public static OrderResource ForAdmins(Order order) => Of(order, entry => entry.By);

    private static OrderResource Of(Order order, Func<OrderEvent, string?> by) => new(
        order.Id, order.Number, order.Version, order.Status, OrderPaymentResource.Of(order), [.. order.Lines.Select(OrderLineResource.Of)],
        order.Totals, order.Customer, order.Note, order.CreatedAt, order.ChangedAt,
        order.Status == OrderStatus.AwaitingPayment ? order.DueAt : null, order.ErasedAt,
        [.. order.History.Select(entry => new OrderEventResource(entry.Type, entry.At, entry.Status, entry.Payment, by(entry)))]);
}

/// <param name="Provider">The way to pay; <c>manual</c> is by transfer or on delivery.</param>
/// <param name="Url">Where the customer pays; null unless the order awaits a payment.</param>
public sealed record OrderPaymentResource(string Provider, PaymentStatus Status, string? Url)
{
    internal static OrderPaymentResource Of(Order order) => new(
        order.Payment.Provider, order.Payment.Status, order.Status == OrderStatus.AwaitingPayment ? order.Payment.Url : null);
}

/// <summary>An ordered variant with its name and price at the time of the order.</summary>
/// <param name="UnitPrice">With VAT.</param>
/// <param name="StreamId">The stream on which it was added to the cart; null elsewhere.</param>
public sealed record OrderLineResource(
    string ItemId, string ProductId, string VariantId, string Name, IReadOnlyList<string> OptionValues, string? Sku, string? ImageUrl,
    int Quantity, Money UnitPrice, Money Total, OrderLineVat Vat, string? StreamId)
{
    internal static OrderLineResource Of(OrderLine line) => new(
        line.ItemId, line.ProductId, line.VariantId, line.Name, line.OptionValues, line.Sku, line.ImageUrl, line.Quantity, line.UnitPrice,
        line.Total, new(line.Vat.Name, line.Vat.BasisPoints), line.StreamId);
}

/// <param name="BasisPoints">Hundredths of a percent: 1900 is 19 %.</param>
public sealed record OrderLineVat(string Name, int BasisPoints);

/// <param name="Status">The order's status after it.</param>
/// <param name="By">For admins only.</param>
public sealed record OrderEventResource(
    OrderEventType Type, DateTimeOffset At, OrderStatus Status, PaymentStatus Payment,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By);

/// <param name="OrderKey">The secret by which the customer sees the order: for the header <c>Order-Key</c>, never for an address.</param>
public sealed record CheckoutResource(OrderResource Order, string OrderKey)
{
    public override string ToString() => $"{nameof(CheckoutResource)} of {Order}";
}

/// <summary>An order that stands against a checkout, without its person.</summary>
public sealed record OrderReference(string Id, string Number, OrderStatus Status)
{
    internal static OrderReference Of(Order order) => new(order.Id, order.Number, order.Status);
}
