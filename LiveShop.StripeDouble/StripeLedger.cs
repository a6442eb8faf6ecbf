namespace LiveShop.StripeDouble;

/// <summary>What Stripe has stored: sessions, refunds and the events about them. Every change is atomic.</summary>
public sealed class StripeLedger(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, CheckoutSession> sessions = [];
    private readonly List<StripeEvent> events = [];
    private int made;

    /// <summary>A session was completed, failed or ended.</summary>
    public event Action<StripeEvent>? EventCreated;

    public IReadOnlyList<CheckoutSession> Sessions
    {
        get
        {
            lock (gate)
                return [.. sessions.Values.Select(Current)];
        }
    }

    /// <summary>All events, the oldest first.</summary>
    public IReadOnlyList<StripeEvent> Events
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    public CheckoutSession Create(IReadOnlyDictionary<string, string> form)
    {
        lock (gate)
        {
            var session = new SessionParameters(form).ToSession($"cs_test_{NewId()}", clock.GetUtcNow());
            return sessions[session.Id] = session;
        }
    }

    public CheckoutSession Find(string id)
    {
        lock (gate)
            return sessions.TryGetValue(id, out var session) ? Current(session) : throw StripeErrorException.NotFound(id);
    }

    public CheckoutSession Expire(string id) => Change(id, "checkout.session.expired", session => session.Status == SessionStatus.Open
        ? session with { Status = SessionStatus.Expired }
        : throw StripeErrorException.Invalid("session", "Only Checkout Sessions with a status in [open] can be expired."));

    /// <summary>The customer pays.</summary>
    public CheckoutSession Pay(string id) => Complete(id, "succeeded");

    /// <summary>The customer chooses a method that is paid days later.</summary>
    public CheckoutSession PayLater(string id) => Complete(id, "processing");

    /// <summary>What was to be paid later is paid, or fails.</summary>
    public CheckoutSession Settle(string id, bool isPaid) => Change(
        id, isPaid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
        session => session.PaymentIntentStatus == "processing"
            ? session with { PaymentIntentStatus = isPaid ? "succeeded" : "requires_payment_method" }
            : throw StripeErrorException.Invalid("session", "Nothing is on its way."));

    /// <summary>Pays back all of a payment.</summary>
    public CheckoutSession Refund(string paymentIntentId)
    {
        lock (gate)
        {
            var session = sessions.Values.FirstOrDefault(session => session.PaymentIntentId == paymentIntentId)
                ?? throw StripeErrorException.NotFound(paymentIntentId);
            if (!session.IsPaid)
                throw StripeErrorException.Invalid("payment_intent", "This payment has no successful charge to refund.");
            if (session.IsRefunded)
                throw StripeErrorException.Invalid("payment_intent", "The charge has already been refunded.", "charge_already_refunded");
            return sessions[session.Id] = session with { IsRefunded = true };
        }
    }

    private CheckoutSession Complete(string id, string payment) => Change(id, "checkout.session.completed", session =>
        session.Status == SessionStatus.Open
            ? session with { Status = SessionStatus.Complete, PaymentIntentId = $"pi_{NewId()}", PaymentIntentStatus = payment }
            : throw StripeErrorException.Invalid("session", "The session is not open."));

    private CheckoutSession Change(string id, string type, Func<CheckoutSession, CheckoutSession> change)
    {
        StripeEvent created;
        lock (gate)
        {
            var changed = sessions[id] = change(Find(id));
            created = new($"evt_{NewId()}", type, clock.GetUtcNow(), changed);
            events.Add(created);
        }

        EventCreated?.Invoke(created);
        return created.Session;
    }

    // A session ends by itself, whether or not anybody looks.
    private CheckoutSession Current(CheckoutSession session) =>
        session.Status == SessionStatus.Open && clock.GetUtcNow() >= session.ExpiresAt
            ? session with { Status = SessionStatus.Expired }
            : session;

    private string NewId() => $"{++made:x8}{Guid.NewGuid():N}";
}

/// <param name="Session">As it was right after the change.</param>
public sealed record StripeEvent(string Id, string Type, DateTimeOffset CreatedAt, CheckoutSession Session)
{
    /// <summary>The body of the request that tells of it.</summary>
    public byte[] ToBytes() => StripeJson.Of(this);
}
