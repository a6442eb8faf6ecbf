using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveShop.StripeDouble;

/// <summary>Objects as Stripe's API sends them.</summary>
internal static class StripeJson
{
    private const string ApiVersion = "2026-10-28.endive";

    /// <param name="expandsPayment">Whether the payment is there as an object and not as an id.</param>
    public static JsonObject Of(CheckoutSession session, string url, bool expandsPayment = false) => new()
    {
        ["id"] = session.Id,
        ["object"] = "checkout.session",
        ["amount_subtotal"] = session.Lines.Sum(line => line.Amount),
        ["amount_total"] = session.Total,
        ["cancel_url"] = session.CancelUrl,
        ["client_reference_id"] = session.ClientReferenceId,
        ["created"] = session.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = session.Currency,
        ["expires_at"] = session.ExpiresAt.ToUnixTimeSeconds(),
        ["livemode"] = false,
        ["metadata"] = new JsonObject(session.Metadata.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        ["mode"] = "payment",
        ["payment_intent"] = expandsPayment && session.PaymentIntentId is not null ? PaymentOf(session) : session.PaymentIntentId,
        ["payment_status"] = session.IsPaid ? "paid" : "unpaid",
        ["status"] = NameOf(session.Status),
        ["success_url"] = session.SuccessUrl,
        ["url"] = session.Status == SessionStatus.Open ? url : null,
    };

    public static JsonObject RefundOf(CheckoutSession session) => new()
    {
        ["id"] = $"re_{session.PaymentIntentId}",
        ["object"] = "refund",
        ["amount"] = session.Total,
        ["currency"] = session.Currency,
        ["payment_intent"] = session.PaymentIntentId,
        ["status"] = "succeeded",
    };

    public static JsonObject Of(StripeErrorException error) => new()
    {
        ["error"] = new JsonObject
        {
            ["type"] = error.Type,
            ["code"] = error.Code,
            ["message"] = error.Message,
            ["param"] = error.Parameter,
        },
    };

    public static byte[] Of(StripeEvent created) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = created.Id,
        ["object"] = "event",
        ["api_version"] = ApiVersion,
        ["created"] = created.CreatedAt.ToUnixTimeSeconds(),
        ["data"] = new JsonObject { ["object"] = Of(created.Session, url: "") },
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
        ["type"] = created.Type,
    }.ToJsonString());

    private static JsonObject PaymentOf(CheckoutSession session) => new()
    {
        ["id"] = session.PaymentIntentId,
        ["object"] = "payment_intent",
        ["amount"] = session.Total,
        ["currency"] = session.Currency,
        ["status"] = session.PaymentIntentStatus,
    };

    private static string NameOf(SessionStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
