using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Orders;

/// <summary>
/// An order, immutable: each accepted change makes a new state with <see cref="Version"/> one higher. Its document is the only
/// judge of what holds: pieces and money follow only after a status is written. The final statuses have no way back.
/// </summary>
public sealed partial record Order
{
    /// <summary>The most different products in an order.</summary>
    public const int MaxProducts = 30;

    /// <summary>Time for reserving, after which the order expires.</summary>
    public static readonly TimeSpan ReservingTime = TimeSpan.FromMinutes(2);

    [JsonConstructor]
    private Order() { }

    [JsonInclude, JsonRequired]
    public string Id { get; private init; } = "";

    /// <summary>A label of the id to read out (<see cref="OrderId.NumberOf"/>).</summary>
    [JsonInclude, JsonRequired]
    public string Number { get; private init; } = "";

    /// <summary>The cart that was ordered, a secret; null once erased.</summary>
    [JsonInclude]
    public string? CartId { get; private init; }

    /// <summary>The hash of the order's key (<see cref="OrderId.HashOf"/>); null once erased.</summary>
    [JsonInclude]
    public string? KeyHash { get; private init; }

    /// <summary>The fingerprint of the request that created the order; null once erased.</summary>
    [JsonInclude]
    public string? Fingerprint { get; private init; }

    [JsonInclude, JsonRequired]
    public OrderStatus Status { get; private init; }

    [JsonInclude, JsonRequired]
    public OrderPayment Payment { get; private init; } = new("", PaymentStatus.None);

    /// <summary>The ordered variants, each in one line.</summary>
    [JsonInclude, JsonRequired]
    public IReadOnlyList<OrderLine> Lines { get; private init => field = ValueList<OrderLine>.Of(value); } = ValueList<OrderLine>.Of([]);

    [JsonInclude, JsonRequired]
    public OrderTotals Totals { get; private init; } = new(new(0, ""), new(0, ""), new(0, ""), []);

    /// <summary>Null once erased.</summary>
    [JsonInclude]
    public Customer? Customer { get; private init; }

    /// <summary>The customer's note to the seller.</summary>
    [JsonInclude]
    public string? Note { get; private init; }

    /// <summary>Whether what was taken from the stock still has to be returned.</summary>
    [JsonInclude, JsonRequired]
    public bool IsReleaseDue { get; private init; }

    /// <summary>When work on this order is due; null when there is none. The only field that says so.</summary>
    [JsonInclude]
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>How often the due work failed in a row.</summary>
    [JsonInclude]
    public int FailedAttempts { get; private init; }

    [JsonInclude, JsonRequired]
    public IReadOnlyList<OrderEvent> History { get; private init => field = ValueList<OrderEvent>.Of(value); } =
        ValueList<OrderEvent>.Of([]);

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude, JsonRequired]
    public DateTimeOffset CreatedAt { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>When the person's data was erased; null when it was not.</summary>
    [JsonInclude]
    public DateTimeOffset? ErasedAt { get; private init; }

    [JsonIgnore]
    public Money Total => Totals.Total;

    [JsonIgnore]
    public bool IsFinal => Status is OrderStatus.Refused or OrderStatus.Expired or OrderStatus.Cancelled;

    /// <summary>Whether it keeps the cart from being ordered again.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is OrderStatus.Reserving or OrderStatus.AwaitingPayment;

    /// <summary>Whether the seller was told to deliver it and not told otherwise since.</summary>
    [JsonIgnore]
    public bool IsPlaced => Status is OrderStatus.Placed or OrderStatus.Fulfilled;

    /// <summary>Whether money has to be paid back by the provider, which the timer can do.</summary>
    [JsonIgnore]
    public bool IsProviderRefundDue => Payment is { Status: PaymentStatus.RefundDue, IsByProvider: true };

    /// <summary>The streams on which its lines were added to the cart.</summary>
    [JsonIgnore]
    public IEnumerable<string> StreamIds => Lines.Select(line => line.StreamId).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The ordered pieces by product, in the order in which they are reserved.</summary>
    [JsonIgnore]
    public IEnumerable<(string ProductId, IReadOnlyList<Stock.Pieces> Pieces)> ByProduct => Lines
        .GroupBy(line => line.ProductId, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, (IReadOnlyList<Stock.Pieces>)[.. group
            .GroupBy(line => line.VariantId, StringComparer.Ordinal)
            .Select(variant => new Stock.Pieces(variant.Key, variant.Sum(line => line.Quantity)))]));

    /// <summary>Whether this is the order's key.</summary>
    public bool IsKey(string? orderKey) => orderKey is not null && KeyHash is not null
        && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(OrderId.HashOf(orderKey)), System.Text.Encoding.ASCII.GetBytes(KeyHash));

    // The generated one would put the person into any log that formats the order.
    public override string ToString() => $"Order {Id}";

    /// <summary>A new order, reserving.</summary>
    public static Order Create(
        string cartId, string idempotencyKey, CheckoutRequest request, IReadOnlyList<OrderLine> lines, OrderTotals totals,
        string provider, ChangeOrigin origin)
    {
        var id = OrderId.Of(cartId, idempotencyKey);
        return new Order
        {
            Id = id,
            Number = OrderId.NumberOf(id),
            CartId = cartId,
            KeyHash = OrderId.HashOf(OrderId.KeyOf(cartId, idempotencyKey)),
            Fingerprint = request.FingerprintOf(idempotencyKey),
            Status = OrderStatus.Reserving,
            Payment = new(provider, PaymentStatus.None),
            Lines = lines,
            Totals = totals,
            Customer = request.ToCustomer(),
            Note = request.Note.TrimToNull(),
            DueAt = origin.At + ReservingTime,
            CreatedAt = origin.At,
        }.Next(OrderEventType.Created, origin);
    }
}
