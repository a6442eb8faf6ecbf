using System.Text.Json.Serialization;

namespace LiveShop.Core.Orders;

/// <summary>How an order is paid, and how far that is.</summary>
/// <param name="Provider">The name of the <see cref="IPaymentProvider"/>.</param>
public sealed record OrderPayment(string Provider, [property: JsonRequired] PaymentStatus Status)
{
    /// <summary>The provider's payment session; null for a payment by hand.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the customer pays. Only ever told out of the stored order, since no other session may be paid.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the provider pays the money back; otherwise a person does.</summary>
    [JsonIgnore]
    public bool IsByProvider => SessionId is not null;
}

/// <summary>The kinds of events in an order's history. Written to documents in kebab case, so members must not be renamed.</summary>
public enum OrderEventType
{
    Created,
    AwaitingPayment,
    Placed,
    Refused,
    Expired,
    Cancelled,
    Paid,
    Fulfilled,
    RefundDue,
    Refunded,
    Erased,
}

/// <summary>An entry of an order's history, which is only added to; webhooks are sent from it.</summary>
public sealed record OrderEvent(
    [property: JsonRequired] OrderEventType Type, [property: JsonRequired] DateTimeOffset At, [property: JsonRequired] OrderStatus Status,
    [property: JsonRequired] PaymentStatus Payment, string By, string ById);
