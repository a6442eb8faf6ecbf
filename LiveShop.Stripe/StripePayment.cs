using System.Net;
using LiveShop.Core.Orders;
using Microsoft.Extensions.Logging;
using Stripe;
using Stripe.Checkout;

namespace LiveShop.Stripe;

/// <summary>Payment on Stripe's own page (https://docs.stripe.com/payments/checkout).</summary>
public sealed class StripePayment : IPaymentProvider, IDisposable
{
    public const string ProviderName = "stripe";

    private const string AlreadyRefunded = "charge_already_refunded";
    private const int NetworkRetries = 2;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout,
    };

    private readonly StripeSettings settings;
    private readonly ILogger<StripePayment> logger;
    private readonly SessionService sessions;
    private readonly RefundService refunds;

    public StripePayment(StripeSettings settings, ILogger<StripePayment> logger)
    {
        (this.settings, this.logger) = (settings, logger);
        var client = new StripeClient(new StripeClientOptions
        {
            ApiKey = settings.SecretKey,
            ApiBase = settings.ApiBase,
            HttpClient = new SystemNetHttpClient(http, NetworkRetries, enableTelemetry: false),
        });
        (sessions, refunds) = (new(client), new(client));
    }

    public string Name => ProviderName;

    public bool CanCharge(IReadOnlyCollection<OrderLine> lines, OrderTotals totals) =>
        StripeAmount.Of(totals.Total) is not null
        && StripeAmount.Of(totals.Shipping) is not null
        && lines.All(line => StripeAmount.Of(line.UnitPrice) is not null);

    /// <inheritdoc />
    /// <remarks>An order that costs nothing has no session.</remarks>
    public async Task<PaymentSession?> CreateSessionAsync(Order order, CancellationToken cancellation)
    {
        if (order.Total.Amount == 0)
            return null;

        var session = await CallAsync(
            () => sessions.CreateAsync(StripeSessions.ParametersOf(order, settings), KeyOf(order.Id), cancellation), cancellation);
        if (session.AmountTotal != StripeAmount.Of(order.Total))
        {
            logger.LogError(
                "Stripe's session of order {OrderId} is over {Amount} and not {Expected}; no customer is sent there",
                order.Id, session.AmountTotal, StripeAmount.Of(order.Total));
            throw new PaymentUnavailableException("Stripe's session has another amount than the order.");
        }

        return new(session.Id, session.Url, new DateTimeOffset(DateTime.SpecifyKind(session.ExpiresAt, DateTimeKind.Utc)));
    }

    public async Task<SessionState> CloseSessionAsync(string sessionId, CancellationToken cancellation)
    {
        if (await CallAsync(() => TryExpireAsync(sessionId, cancellation), cancellation))
            return SessionState.Expired;

        return StripeSessions.StateOf(await FindAsync(sessionId, cancellation))
            ?? throw new PaymentUnavailableException("Stripe neither closed the session nor says that it is closed.");
    }

    public async Task RefundAsync(string sessionId, string idempotencyKey, CancellationToken cancellation)
    {
        var session = await FindAsync(sessionId, cancellation);
        if (session.PaymentIntentId is not { } payment)
        {
            if (session.PaymentStatus == "no_payment_required")
                return;
            throw new PaymentUnavailableException("Stripe's session has no payment to pay back.");
        }

        var refund = await CallAsync(() => TryRefundAsync(payment, idempotencyKey, cancellation), cancellation);
        if (refund?.Status is "failed" or "canceled")
            throw new PaymentUnavailableException($"Stripe's refund is {refund.Status}.");
    }

    public void Dispose() => http.Dispose();

    /// <returns>False when the session is not open any more.</returns>
    private async Task<bool> TryExpireAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            await sessions.ExpireAsync(sessionId, cancellationToken: cancellation);
            return true;
        }
        catch (StripeException refused) when (refused.HttpStatusCode == HttpStatusCode.BadRequest)
        {
            return false;
        }
    }

    /// <returns>Null when it was paid back before.</returns>
    private async Task<Refund?> TryRefundAsync(string payment, string idempotencyKey, CancellationToken cancellation)
    {
        try
        {
            return await refunds.CreateAsync(new() { PaymentIntent = payment }, KeyOf(idempotencyKey), cancellation);
        }
        catch (StripeException refused) when (refused.StripeError?.Code == AlreadyRefunded)
        {
            return null;
        }
    }

    private Task<Session> FindAsync(string sessionId, CancellationToken cancellation) => CallAsync(
        () => sessions.GetAsync(sessionId, new() { Expand = ["payment_intent"] }, cancellationToken: cancellation), cancellation);

    /// <summary>
    /// Turns every failure into <see cref="PaymentUnavailableException"/>, without Stripe's message, which can repeat what was sent.
    /// </summary>
    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (StripeException failure)
        {
            var error = failure.StripeError;
            if (failure.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                logger.LogWarning(
                    "Stripe refuses with {Status} {Type} {Code} at {Parameter} (request {RequestId})",
                    (int)failure.HttpStatusCode, error?.Type, error?.Code, error?.Param, failure.StripeResponse?.RequestId);
            }

            throw new PaymentUnavailableException($"Stripe answers {(int)failure.HttpStatusCode} {error?.Type} {error?.Code}.");
        }
        catch (Exception failure) when (
            !cancellation.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException)
        {
            throw new PaymentUnavailableException("Stripe does not answer.");
        }
    }

    private static RequestOptions KeyOf(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };
}
