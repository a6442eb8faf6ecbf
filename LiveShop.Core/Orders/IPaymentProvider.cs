namespace LiveShop.Core.Orders;

/// <summary>The state of a payment session at its provider.</summary>
public enum SessionState
{
    /// <summary>Closed unpaid: nobody can pay it any more.</summary>
    Expired,

    /// <summary>The payment failed: nobody can pay it any more.</summary>
    Failed,

    /// <summary>The money is on its way, and may still fail.</summary>
    Processing,

    Paid,
}

/// <summary>A session in which a customer pays one order.</summary>
/// <param name="EndsAt">When it ends by itself, at the latest.</param>
public sealed record PaymentSession(string Id, string Url, DateTimeOffset EndsAt);

/// <summary>A way to pay. Every method can be repeated with the same effect.</summary>
/// <exception cref="PaymentUnavailableException">From every method, when the provider gives no answer.</exception>
public interface IPaymentProvider
{
    /// <summary>The name by which an order remembers it.</summary>
    string Name { get; }

    /// <summary>Whether exactly these amounts can be paid, in this currency.</summary>
    bool CanCharge(IReadOnlyCollection<OrderLine> lines, OrderTotals totals);

    /// <summary>Opens the order's session, with the order's id as idempotency key and nothing that is not in the order.</summary>
    /// <returns>Null when the order is paid by hand.</returns>
    Task<PaymentSession?> CreateSessionAsync(Order order, CancellationToken cancellation);

    /// <summary>Closes the session unless money came or is on its way.</summary>
    Task<SessionState> CloseSessionAsync(string sessionId, CancellationToken cancellation);

    /// <summary>Pays all back. What was paid back before under this key counts as done.</summary>
    Task RefundAsync(string sessionId, string idempotencyKey, CancellationToken cancellation);
}

/// <summary>A payment provider did not answer, or refuses to work now. Can be retried.</summary>
public sealed class PaymentUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Payment by hand: by transfer or on delivery, which the seller marks as paid.</summary>
public sealed class ManualPayment : IPaymentProvider
{
    public const string ProviderName = "manual";

    public string Name => ProviderName;

    public bool CanCharge(IReadOnlyCollection<OrderLine> lines, OrderTotals totals) => true;

    public Task<PaymentSession?> CreateSessionAsync(Order order, CancellationToken cancellation) => Task.FromResult<PaymentSession?>(null);

    public Task<SessionState> CloseSessionAsync(string sessionId, CancellationToken cancellation) =>
        throw new NotSupportedException("A payment by hand has no session.");

    public Task RefundAsync(string sessionId, string idempotencyKey, CancellationToken cancellation) =>
        throw new NotSupportedException("A payment by hand is paid back by hand.");
}
