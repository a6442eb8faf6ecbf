using System.Text;
using LiveShop.Core.Orders;
using LiveShop.Stripe;
using LiveShop.StripeDouble;

namespace LiveShop.Tests.Payments;

public sealed class StripeEventsTests : IDisposable
{
    private const string Secret = "whsec_test";

    private readonly ManualClock clock = new();
    private readonly StripeLedger ledger;
    private readonly EventSender sender;
    private readonly StripeEvents events;

    public StripeEventsTests()
    {
        ledger = new(clock);
        sender = new(Secret, clock);
        events = new(new() { SecretKey = "sk_test", WebhookSecret = Secret, PagesUrl = "https://shop.example" }, clock);
    }

    public void Dispose() => sender.Dispose();

    [Fact]
    public void Completed_session_is_paid()
    {
        var session = ledger.Pay(Open());

        Assert.Equal(new PaymentEvent(PaymentEventType.Paid, "order-1", session.Id), ReadLast());
    }

    [Fact]
    public void Completed_session_that_is_not_paid_yet_is_pending_and_then_paid_or_failed()
    {
        var (arrives, fails) = (Open(), Open());

        ledger.PayLater(arrives);
        Assert.Equal(PaymentEventType.Pending, ReadLast()!.Type);
        ledger.Settle(arrives, isPaid: true);
        Assert.Equal(PaymentEventType.Paid, ReadLast()!.Type);
        ledger.PayLater(fails);
        ledger.Settle(fails, isPaid: false);
        Assert.Equal(PaymentEventType.Failed, ReadLast()!.Type);
    }

    [Fact]
    public void Expired_session_has_failed()
    {
        ledger.Expire(Open());

        Assert.Equal(PaymentEventType.Failed, ReadLast()!.Type);
    }

    [Fact]
    public void Session_of_another_shop_and_another_kind_of_event_concern_no_order()
    {
        ledger.Pay(Open(order: null));
        Assert.Null(ReadLast());

        ledger.Pay(Open());
        Assert.Null(Read(Replaced("checkout.session.completed", "checkout.session.unheard_of")));
        Assert.Null(Read(Replaced("checkout.session.completed", "product.created")));
    }

    [Fact]
    public void Forged_replayed_and_changed_events_are_refused()
    {
        ledger.Pay(Open());
        var body = ledger.Events[^1].ToBytes();
        var signature = sender.SignatureOf(body);
        using var stranger = new EventSender("whsec_other", clock);

        Assert.NotNull(events.Read(body, signature));
        var otherScheme = signature.Replace("v1", "v0", StringComparison.Ordinal);
        foreach (var refused in new[] { stranger.SignatureOf(body), "", "t=1,v1=00", "nonsense", signature[..^1], otherScheme })
            Assert.Throws<InvalidPaymentEventException>(() => events.Read(body, refused));
        Assert.Throws<InvalidPaymentEventException>(() => events.Read([.. body, 32], signature));
        clock.Now += TimeSpan.FromMinutes(6);
        Assert.Throws<InvalidPaymentEventException>(() => events.Read(body, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"object\":\"event\",\"data\":null}")]
    [InlineData("{\"object\":\"event\",\"type\":7,\"data\":{\"object\":{\"object\":\"checkout.session\"}}}")]
    [InlineData("\u0000")]
    public void Signed_nonsense_concerns_no_order_or_is_refused(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        try
        {
            Assert.Null(events.Read(body, sender.SignatureOf(body)));
        }
        catch (InvalidPaymentEventException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    private string Open(string? order = "order-1") => ledger.Create(SessionForm.Of(order, clock.Now)).Id;

    private byte[] Replaced(string old, string replacement) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ledger.Events[^1].ToBytes()).Replace(old, replacement, StringComparison.Ordinal));

    private PaymentEvent? ReadLast() => Read(ledger.Events[^1].ToBytes());

    private PaymentEvent? Read(byte[] body) => events.Read(body, sender.SignatureOf(body));
}
