using System.Text;
using LiveShop.Core.Orders;
using Stripe;
using Stripe.Checkout;

namespace LiveShop.Stripe;

/// <summary>Reads the events of Stripe's webhook (https://docs.stripe.com/webhooks).</summary>
public sealed class StripeEvents(StripeSettings settings, TimeProvider clock) : IPaymentEventReader
{
    /// <summary>In seconds, as Stripe's libraries have it: an older event is a replay.</summary>
    private const long Tolerance = 300;

    public string Provider => StripePayment.ProviderName;

    public string SignatureHeader => "Stripe-Signature";

    public PaymentEvent? Read(byte[] body, string signature)
    {
        var message = Parse(body, signature);
        if (message.Data?.Object is not Session { Mode: "payment" } session
            || session.Metadata?.GetValueOrDefault(StripeSessions.OrderKey) is not { Length: > 0 } orderId)
        {
            return null;
        }

        return TypeOf(message.Type, session) is { } type ? new(type, orderId, session.Id) : null;
    }

    private Event Parse(byte[] body, string signature)
    {
        try
        {
            return EventUtility.ConstructEvent(
                Encoding.UTF8.GetString(body), signature, settings.WebhookSecret, Tolerance, clock.GetUtcNow().ToUnixTimeSeconds(),
                throwOnApiVersionMismatch: false);
        }
        catch (Exception invalid)
        {
            // Stripe.net throws exceptions of many kinds for what is not an event.
            throw new InvalidPaymentEventException(
                $"The event is not signed by Stripe, is too old or cannot be read ({invalid.GetType().Name}).");
        }
    }

    private static PaymentEventType? TypeOf(string type, Session session) => type switch
    {
        EventTypes.CheckoutSessionCompleted when session.PaymentStatus == "unpaid" => PaymentEventType.Pending,
        EventTypes.CheckoutSessionCompleted or EventTypes.CheckoutSessionAsyncPaymentSucceeded => PaymentEventType.Paid,
        EventTypes.CheckoutSessionAsyncPaymentFailed or EventTypes.CheckoutSessionExpired => PaymentEventType.Failed,
        _ => null,
    };
}
