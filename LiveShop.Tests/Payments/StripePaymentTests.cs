using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Stripe;
using LiveShop.StripeDouble;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LiveShop.Tests.Payments;

public sealed class StripePaymentTests : IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new();
    private StripeServer stripe = null!;
    private StripePayment payment = null!;

    public async Task InitializeAsync()
    {
        stripe = await StripeServer.StartAsync(clock);
        payment = new(StripeSettings.From(Configuration(stripe.SettingsFor("https://shop.example/")))!, NullLogger<StripePayment>.Instance);
    }

    public async Task DisposeAsync() => await stripe.DisposeAsync();

    public void Dispose() => payment.Dispose();

    [Fact]
    public async Task Session_is_over_the_order_and_holds_its_pieces_for_31_minutes()
    {
        var order = OrderSample.Order("key", "mug", "lamp");

        var session = (await payment.CreateSessionAsync(order, default))!;

        var stored = Assert.Single(stripe.Ledger.Sessions);
        Assert.Equal((stored.Id, order.CreatedAt.AddMinutes(31)), (session.Id, session.EndsAt));
        Assert.Equal(("eur", order.Total.Amount), (stored.Currency, stored.Total));
        Assert.Equal(
            [("Product mug", 1L, 1990L), ("Product lamp", 1L, 1990L)],
            stored.Lines.Select(line => (line.Name, line.Quantity, line.Amount)));
        Assert.Equal((order.Id, order.Id), (stored.ClientReferenceId, stored.Metadata["liveshop_order"]));
        Assert.Equal($"https://shop.example/orders/{order.Id}?payment=done", stored.SuccessUrl);
        Assert.Equal($"https://shop.example/orders/{order.Id}?payment=left", stored.CancelUrl);
        Assert.StartsWith($"{stripe.Address}/pay/", session.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_customer_is_sent_to_Stripe()
    {
        var order = OrderSample.Order("key", "mug");
        await payment.CreateSessionAsync(order, default);

        var sent = Assert.Single(stripe.Requests).Body;

        Assert.NotEmpty(sent);
        Assert.All(
            [OrderSample.Contact.Name!, OrderSample.Contact.Email!, OrderSample.Address.Line1!, OrderSample.Address.City!, order.Note!],
            personal => Assert.DoesNotContain(personal, sent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StripeFault.ErrorAfterwards)]
    [InlineData(StripeFault.LostAnswer)]
    public async Task Repeated_request_whose_answer_was_lost_gets_the_same_session(StripeFault fault)
    {
        var order = OrderSample.Order("key", "mug");
        stripe.FaultOf = _ => fault;
        await Assert.ThrowsAsync<PaymentUnavailableException>(() => payment.CreateSessionAsync(order, default));

        stripe.FaultOf = _ => StripeFault.None;
        var session = await payment.CreateSessionAsync(order, default);

        Assert.Equal(Assert.Single(stripe.Ledger.Sessions).Id, session!.Id);
    }

    [Fact]
    public async Task Order_that_costs_nothing_has_no_session() =>
        Assert.Null(await payment.CreateSessionAsync(Free(), default));

    [Fact]
    public async Task Open_session_is_closed_and_can_no_longer_be_paid()
    {
        var session = await OpenAsync();

        Assert.Equal(SessionState.Expired, await payment.CloseSessionAsync(session, default));

        Assert.Throws<StripeErrorException>(() => stripe.Ledger.Pay(session));
        Assert.Equal(SessionState.Expired, await payment.CloseSessionAsync(session, default));
    }

    [Fact]
    public async Task Session_that_ended_by_itself_is_expired()
    {
        var session = await OpenAsync();

        clock.Now += TimeSpan.FromMinutes(31);

        Assert.Equal(SessionState.Expired, await payment.CloseSessionAsync(session, default));
    }

    [Fact]
    public async Task Paid_session_stays_paid_when_it_is_closed()
    {
        var session = await OpenAsync();
        stripe.Ledger.Pay(session);

        Assert.Equal(SessionState.Paid, await payment.CloseSessionAsync(session, default));
    }

    [Fact]
    public async Task Payment_of_days_is_processing_until_it_arrives_or_fails()
    {
        var (arrives, fails) = (await OpenAsync("arrives"), await OpenAsync("fails"));
        stripe.Ledger.PayLater(arrives);
        stripe.Ledger.PayLater(fails);
        Assert.Equal(SessionState.Processing, await payment.CloseSessionAsync(arrives, default));
        Assert.Equal(SessionState.Processing, await payment.CloseSessionAsync(fails, default));

        stripe.Ledger.Settle(arrives, isPaid: true);
        stripe.Ledger.Settle(fails, isPaid: false);

        Assert.Equal(SessionState.Paid, await payment.CloseSessionAsync(arrives, default));
        Assert.Equal(SessionState.Failed, await payment.CloseSessionAsync(fails, default));
    }

    [Fact]
    public async Task Refund_is_made_once_however_often_it_is_asked_for()
    {
        var session = await OpenAsync();
        stripe.Ledger.Pay(session);
        stripe.FaultOf = path => path.EndsWith("refunds", StringComparison.Ordinal) ? StripeFault.LostAnswer : StripeFault.None;
        await Assert.ThrowsAsync<PaymentUnavailableException>(() => payment.RefundAsync(session, "refund-1", default));
        stripe.FaultOf = _ => StripeFault.None;

        await payment.RefundAsync(session, "refund-1", default);
        await payment.RefundAsync(session, "another-key", default);

        Assert.True(Assert.Single(stripe.Ledger.Sessions).IsRefunded);
    }

    [Fact]
    public async Task Refund_of_what_was_never_paid_is_refused()
    {
        var session = await OpenAsync();

        await Assert.ThrowsAsync<PaymentUnavailableException>(() => payment.RefundAsync(session, "refund-1", default));
    }

    [Fact]
    public async Task Failure_tells_neither_the_key_nor_what_was_sent()
    {
        stripe.FaultOf = _ => StripeFault.Error;

        var failure = await Assert.ThrowsAsync<PaymentUnavailableException>(() => OpenAsync());

        Assert.Equal("Stripe answers 500  .", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Session_that_would_begin_too_late_for_Stripe_is_not_opened()
    {
        clock.Now += TimeSpan.FromMinutes(2);

        await Assert.ThrowsAsync<PaymentUnavailableException>(() => OpenAsync());

        Assert.Empty(stripe.Ledger.Sessions);
    }

    [Theory]
    [InlineData("Payments:Stripe:WebhookSecret", null, "WebhookSecret must be set")]
    [InlineData("Payments:Stripe:SecretKey", " ", "SecretKey must be set")]
    [InlineData("Payments:Stripe:SecretKey", "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/key/)", "not in the vault")]
    [InlineData("Payments:Stripe:ApiBase", "https://stripe.example", "must be an address on this machine")]
    [InlineData("Payments:Stripe:PaymentMethods", " , ", "must name payment methods")]
    [InlineData("Pages:Url", null, "Pages__Url must be set")]
    public void Wrong_setting_is_named(string name, string? value, string problem)
    {
        var settings = new Dictionary<string, string?>(stripe.SettingsFor("https://shop.example")) { [name] = value };

        var invalid = Assert.Throws<OptionsValidationException>(() => StripeSettings.From(Configuration(settings)));

        Assert.Contains(problem, invalid.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stripe.SecretKey, invalid.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_keys_there_is_no_Stripe() => Assert.Null(StripeSettings.From(Configuration([])));

    private static IConfiguration Configuration(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private static Order Free()
    {
        var line = OrderSample.LineOf(Sample.Product("mug")) with { UnitPrice = new(0, "EUR") };
        var totals = OrderTotals.Of([line], OrderSample.Settings().Shipping with { FlatRate = new Money(0, "EUR") });
        return Order.Create(
            "cart", "key", OrderSample.Request(0), [line], totals, StripePayment.ProviderName, new(Sample.Ann, Sample.Noon));
    }

    private async Task<string> OpenAsync(string key = "key") =>
        (await payment.CreateSessionAsync(OrderSample.Order(key, "mug"), default))!.Id;
}
