using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using Stripe.Checkout;

namespace LiveShop.Stripe;

/// <summary>An order as Stripe's checkout session, and what a session says.</summary>
internal static class StripeSessions
{
    /// <summary>The hold of the pieces; Stripe takes at least 30 minutes by its own clock.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(31);

    /// <summary>The key in a session's metadata that says which order of LiveShop it pays.</summary>
    public const string OrderKey = "liveshop_order";

    private const int MaxNameLength = 250;

    /// <summary>
    /// Everything comes from the order and the settings, so that a repeated request has equal parameters. No name, address or
    /// e-mail goes to Stripe, which asks on its own page for what it needs.
    /// </summary>
    public static SessionCreateOptions ParametersOf(Order order, StripeSettings settings)
    {
        var page = $"{settings.PagesUrl}/orders/{order.Id}";
        return new()
        {
            Mode = "payment",
            AllowedPaymentMethodTypes = settings.PaymentMethods,
            // Every customer pays the price that the shop has said.
            AdaptivePricing = new() { Enabled = false },
            ClientReferenceId = order.Id,
            Metadata = new() { [OrderKey] = order.Id },
            PaymentIntentData = new() { Description = $"Order {order.Number}", Metadata = new() { [OrderKey] = order.Id } },
            ExpiresAt = order.CreatedAt.UtcDateTime + Lifetime,
            SuccessUrl = $"{page}?payment=done",
            CancelUrl = $"{page}?payment=left",
            LineItems = [.. order.Lines.Select(LineOf)],
            ShippingOptions = order.Totals.Shipping.Amount > 0 ? [ShippingOf(order.Totals.Shipping)] : null,
        };
    }

    /// <summary>How a session ended.</summary>
    /// <returns>Null when it is still open.</returns>
    public static SessionState? StateOf(Session session) => session switch
    {
        { Status: "expired" } => SessionState.Expired,
        { Status: "complete", PaymentStatus: "paid" or "no_payment_required" } => SessionState.Paid,
        { Status: "complete", PaymentIntent.Status: "succeeded" } => SessionState.Paid,
        { Status: "complete", PaymentIntent.Status: "canceled" or "requires_payment_method" } => SessionState.Failed,
        { Status: "complete" } => SessionState.Processing,
        _ => null,
    };

    private static SessionLineItemOptions LineOf(OrderLine line) => new()
    {
        Quantity = line.Quantity,
        PriceData = new()
        {
            Currency = CodeOf(line.UnitPrice),
            UnitAmount = StripeAmount.Of(line.UnitPrice),
            ProductData = new() { Name = NameOf(line) },
        },
    };

    private static SessionShippingOptionOptions ShippingOf(Money shipping) => new()
    {
        ShippingRateData = new()
        {
            Type = "fixed_amount",
            DisplayName = "Shipping",
            FixedAmount = new() { Amount = StripeAmount.Of(shipping), Currency = CodeOf(shipping) },
        },
    };

    private static string NameOf(OrderLine line)
    {
        var name = line.OptionValues.Count == 0 ? line.Name : $"{line.Name} ({string.Join(", ", line.OptionValues)})";
        if (name.Length <= MaxNameLength)
            return name;
        return name[..(char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
    }

    private static string CodeOf(Money price) => price.Currency.ToLowerInvariant();
}
