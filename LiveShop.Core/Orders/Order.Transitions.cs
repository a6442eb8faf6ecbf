using LiveShop.Core.Results;

namespace LiveShop.Core.Orders;

public sealed partial record Order
{
    private static readonly TimeSpan PendingPaymentDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(60);

    /// <summary>All pieces are held, and the order is paid by hand.</summary>
    public Result<Order> Place(ChangeOrigin origin) => Status == OrderStatus.Reserving
        ? With(OrderStatus.Placed, PaymentStatus.Due, dueAt: null).Next(OrderEventType.Placed, origin)
        : NotPossible();

    /// <summary>All pieces are held, and the customer pays in this session.</summary>
    public Result<Order> AwaitPayment(PaymentSession session, ChangeOrigin origin) => Status == OrderStatus.Reserving
        ? (With(OrderStatus.AwaitingPayment, PaymentStatus.None, session.EndsAt.InMilliseconds()) with
        {
            Payment = Payment with { SessionId = session.Id, Url = session.Url },
        }).Next(OrderEventType.AwaitingPayment, origin)
        : NotPossible();

    /// <summary>A product is short.</summary>
    public Result<Order> Refuse(ChangeOrigin origin) => Status == OrderStatus.Reserving
        ? End(OrderStatus.Refused, PaymentStatus.None, OrderEventType.Refused, origin)
        : NotPossible();

    /// <summary>Ends an order that was not continued, or not paid, in time.</summary>
    /// <param name="session">What the provider said when the session was closed; null when it was not.</param>
    public Result<Order> Expire(SessionState? session, ChangeOrigin origin) => (Status, session) switch
    {
        (OrderStatus.Reserving, _) or (OrderStatus.AwaitingPayment, SessionState.Expired or SessionState.Failed) =>
            End(OrderStatus.Expired, PaymentStatus.None, OrderEventType.Expired, origin),
        _ => NotPossible(),
    };

    /// <inheritdoc cref="Expire" />
    public Result<Order> Cancel(SessionState? session, ChangeOrigin origin) => (Status, session) switch
    {
        (OrderStatus.Reserving, _) or (OrderStatus.AwaitingPayment, SessionState.Expired or SessionState.Failed) =>
            End(OrderStatus.Cancelled, PaymentStatus.None, OrderEventType.Cancelled, origin),
        (OrderStatus.AwaitingPayment, SessionState.Paid) =>
            End(OrderStatus.Cancelled, PaymentStatus.RefundDue, OrderEventType.Cancelled, origin),
        (OrderStatus.AwaitingPayment, SessionState.Processing) =>
            new Refusal.Conflict<Order>("payment-processing", "The payment is on its way. Wait until it came or failed.", this),
        (OrderStatus.Placed, _) => End(
            OrderStatus.Cancelled, Payment.Status == PaymentStatus.Paid ? PaymentStatus.RefundDue : PaymentStatus.None,
            OrderEventType.Cancelled, origin),
        (OrderStatus.Cancelled, _) => this,
        _ => NotPossible(),
    };

    /// <summary>
    /// The provider says that the session is paid: a final order owes the money back, and an order that is not concerned does not
    /// change.
    /// </summary>
    public Order Pay(string sessionId, ChangeOrigin origin)
    {
        if (Status == OrderStatus.AwaitingPayment && Payment.SessionId == sessionId)
            return With(OrderStatus.Placed, PaymentStatus.Paid, dueAt: null).Next(OrderEventType.Placed, origin);
        return IsFinal && Payment.Status == PaymentStatus.None
            ? (With(Status, PaymentStatus.RefundDue, origin.At) with
            {
                Payment = Payment with { Status = PaymentStatus.RefundDue, SessionId = Payment.SessionId ?? sessionId },
            }).Next(OrderEventType.RefundDue, origin)
            : this;
    }

    /// <summary>The session was closed: what was paid in time counts, and what is on its way is waited for.</summary>
    public Result<Order> EndSession(SessionState session, ChangeOrigin origin) => session switch
    {
        SessionState.Paid => Pay(Payment.SessionId!, origin),
        SessionState.Processing => Postpone(origin.At),
        _ => Expire(session, origin),
    };

    /// <summary>The customer finished the session, and the money is on its way.</summary>
    public Order AwaitPendingPayment(string sessionId, ChangeOrigin origin) =>
        Status == OrderStatus.AwaitingPayment && Payment.SessionId == sessionId
            ? (this with { DueAt = origin.At + PendingPaymentDelay }).Counted(origin.At)
            : this;

    /// <summary>
    /// The seller was paid by hand, before or on delivery, which is possible only where there is no session.
    /// </summary>
    public Result<Order> PayByHand(ChangeOrigin origin) => this switch
    {
        { IsPlaced: true, Payment: { Status: PaymentStatus.Due, IsByProvider: false } } =>
            With(Status, PaymentStatus.Paid, DueAt).Next(OrderEventType.Paid, origin),
        { IsPlaced: true, Payment: { Status: PaymentStatus.Paid, IsByProvider: false } } => this,
        _ => NotPossible(),
    };

    public Result<Order> Fulfil(ChangeOrigin origin) => Status switch
    {
        OrderStatus.Placed => With(OrderStatus.Fulfilled, Payment.Status, DueAt).Next(OrderEventType.Fulfilled, origin),
        OrderStatus.Fulfilled => this,
        _ => NotPossible(),
    };

    /// <summary>
    /// The seller pays back: of a fulfilled order the money becomes due, and what is due by hand is paid back now.
    /// </summary>
    public Result<Order> Refund(ChangeOrigin origin) => this switch
    {
        { Status: OrderStatus.Fulfilled, Payment.Status: PaymentStatus.Paid } =>
            With(Status, PaymentStatus.RefundDue, Payment.IsByProvider ? origin.At : null).Next(OrderEventType.RefundDue, origin),
        { Payment: { Status: PaymentStatus.RefundDue, IsByProvider: false } } => MarkRefunded(origin),
        { Payment.Status: PaymentStatus.RefundDue or PaymentStatus.Refunded } => this,
        _ => NotPossible(),
    };

    /// <summary>The provider, or the seller, has paid back.</summary>
    public Order MarkRefunded(ChangeOrigin origin) => Payment.Status == PaymentStatus.RefundDue
        ? With(Status, PaymentStatus.Refunded, IsReleaseDue ? DueAt : null).Next(OrderEventType.Refunded, origin)
        : this;

    /// <summary>All pieces are back in stock.</summary>
    public Order MarkReleased(DateTimeOffset now) => IsReleaseDue
        ? (this with { IsReleaseDue = false, DueAt = IsProviderRefundDue ? DueAt : null, FailedAttempts = 0 }).Counted(now)
        : this;

    /// <summary>The due work failed: it is due again after 1, 2, 4 … 60 minutes.</summary>
    public Order Postpone(DateTimeOffset now)
    {
        var minutes = TimeSpan.FromMinutes(1L << Math.Min(FailedAttempts, 6));
        var delay = minutes < LongestBackoff ? minutes : LongestBackoff;
        return DueAt is null ? this : (this with { DueAt = now + delay, FailedAttempts = FailedAttempts + 1 }).Counted(now);
    }

    /// <summary>
    /// Blanks the person's data in place; refused as <c>order-not-finished</c> while somebody may need it, and as
    /// <c>retention</c> before it may be erased.
    /// </summary>
    /// <param name="retention">How long after its creation the order's data must be kept.</param>
    public Result<Order> Erase(ChangeOrigin origin, TimeSpan retention = default)
    {
        if (ErasedAt is not null)
            return this;
        if (DueAt is not null || Payment.Status == PaymentStatus.RefundDue || !(IsFinal || Status == OrderStatus.Fulfilled))
            return new Refusal.Conflict<Order>("order-not-finished", "The order is not finished, so its data is still needed.", this);
        if (origin.At < CreatedAt + retention)
        {
            return new Refusal.Conflict<Order>(
                "retention", $"The data of an order must be kept for {retention.TotalDays:0} days, so it cannot be erased yet.", this);
        }

        return (this with { CartId = null, KeyHash = null, Fingerprint = null, Customer = null, Note = null, ErasedAt = origin.At })
            .Next(OrderEventType.Erased, origin);
    }

    private Order End(OrderStatus status, PaymentStatus payment, OrderEventType type, ChangeOrigin origin) =>
        (With(status, payment, origin.At) with { IsReleaseDue = true }).Next(type, origin);

    private Order With(OrderStatus status, PaymentStatus payment, DateTimeOffset? dueAt) => this with
    {
        Status = status,
        Payment = Payment with { Status = payment },
        DueAt = dueAt,
        FailedAttempts = 0,
    };

    private Order Next(OrderEventType type, ChangeOrigin origin) => Counted(origin.At) with
    {
        History = [.. History, new(type, origin.At, Status, Payment.Status, origin.By.Name, origin.By.Id)],
    };

    private Order Counted(DateTimeOffset now) => this with { Version = Version + 1, ChangedAt = now };

    private Refusal.Conflict<Order> NotPossible() =>
        new("order-state", "The order is not in a state in which this is possible. Look at it again.", this);
}
