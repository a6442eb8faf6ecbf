using System.Globalization;

namespace LiveShop.Tests.Payments;

/// <summary>The form that opens a session over 19.90 EUR.</summary>
internal static class SessionForm
{
    /// <param name="orderId">Null for a session of somebody else than LiveShop.</param>
    public static Dictionary<string, string> Of(string? orderId, DateTimeOffset now)
    {
        var form = new Dictionary<string, string>
        {
            ["mode"] = "payment",
            ["expires_at"] = now.AddMinutes(31).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["line_items[0][price_data][currency]"] = "eur",
            ["line_items[0][price_data][unit_amount]"] = "1990",
            ["line_items[0][price_data][product_data][name]"] = "Mug",
            ["line_items[0][quantity]"] = "1",
            ["success_url"] = "https://shop.example/",
            ["cancel_url"] = "https://shop.example/",
        };
        if (orderId is not null)
            (form["metadata[liveshop_order]"], form["client_reference_id"]) = (orderId, orderId);
        return form;
    }
}
