using System.Collections.Immutable;
using LiveShop.Core.Orders;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Orders.Concurrency;

internal enum DoubleSession
{
    Open,
    Processing,
    Paid,
    Expired,
    Failed,
}

/// <param name="IsTold">Whether the customer knows its address, without which nobody can pay.</param>
internal sealed record SessionRow(string Id, string OrderId, DoubleSession State, bool IsTold, int Refunds, string RefundKey = "");

/// <summary>What a payment provider stores.</summary>
internal sealed class PaymentDatabase
{
    public ImmutableSortedDictionary<string, SessionRow> Sessions { get; set; } = ImmutableSortedDictionary.Create<string,
        SessionRow>(StringComparer.Ordinal);

    public PaymentDatabase Copy() => new() { Sessions = Sessions };

    public void Change(string id, Func<SessionRow, SessionRow> change) => Sessions = Sessions.SetItem(id, change(Sessions[id]));
}

/// <summary>Which promise of a payment provider, or of those who use it, does not hold.</summary>
[Flags]
internal enum PaymentFaults
{
    None = 0,
    ClosesNothing = 1,
    SaysExpiredWhenPaid = 2,
    TellsAddressAtOnce = 4,
    RefundsAgain = 8,
}

/// <summary>A payment provider, every call of which takes effect in one step.</summary>
internal sealed class PaymentDouble(PaymentDatabase database, ICallOrder order, PaymentFaults faults = PaymentFaults.None)
    : IPaymentProvider
{
    public const string ProviderName = "double";

    public string Name => ProviderName;

    public bool CanCharge(IReadOnlyCollection<OrderLine> lines, OrderTotals totals) => true;

    public Task<PaymentSession?> CreateSessionAsync(Order created, CancellationToken cancellation) =>
        order.RunAsync<PaymentSession?>("payments.create", () =>
        {
            var id = $"session-{created.Id}";
            if (!database.Sessions.ContainsKey(id))
            {
                var told = faults.HasFlag(PaymentFaults.TellsAddressAtOnce);
                database.Sessions = database.Sessions.Add(id, new(id, created.Id, DoubleSession.Open, told, 0));
            }

            return new(id, $"https://pay.example/{id}", created.CreatedAt.AddMinutes(31));
        }, cancellation);

    public Task<SessionState> CloseSessionAsync(string sessionId, CancellationToken cancellation) =>
        order.RunAsync("payments.close", () =>
        {
            var state = database.Sessions[sessionId].State;
            if (state == DoubleSession.Open && !faults.HasFlag(PaymentFaults.ClosesNothing))
                database.Change(sessionId, session => session with { State = DoubleSession.Expired });
            return state switch
            {
                DoubleSession.Paid when !faults.HasFlag(PaymentFaults.SaysExpiredWhenPaid) => SessionState.Paid,
                DoubleSession.Processing => SessionState.Processing,
                DoubleSession.Failed => SessionState.Failed,
                _ => SessionState.Expired,
            };
        }, cancellation);

    public Task RefundAsync(string sessionId, string idempotencyKey, CancellationToken cancellation) =>
        order.RunAsync("payments.refund", () =>
        {
            database.Change(sessionId, session => session.RefundKey == idempotencyKey && !faults.HasFlag(PaymentFaults.RefundsAgain)
                ? session
                : session with { RefundKey = idempotencyKey, Refunds = session.Refunds + 1 });
            return true;
        }, cancellation);
}
