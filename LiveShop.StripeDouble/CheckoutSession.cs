namespace LiveShop.StripeDouble;

public enum SessionStatus
{
    Open,
    Complete,
    Expired,
}

/// <summary>A checkout session, with its payment and what was paid back of it. Amounts are in Stripe's smallest unit.</summary>
public sealed record CheckoutSession(
    string Id, string Currency, long Total, IReadOnlyList<SessionLine> Lines, IReadOnlyDictionary<string, string> Metadata,
    string? ClientReferenceId, string SuccessUrl, string CancelUrl, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public SessionStatus Status { get; init; }

    /// <summary>Null until the customer has paid, or tried to.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>A status of a payment intent, such as <c>succeeded</c>.</summary>
    public string PaymentIntentStatus { get; init; } = "requires_payment_method";

    public bool IsPaid => PaymentIntentStatus == "succeeded";

    public bool IsRefunded { get; init; }
}

/// <param name="Amount">Of all pieces.</param>
public sealed record SessionLine(string Name, long Quantity, long Amount);
