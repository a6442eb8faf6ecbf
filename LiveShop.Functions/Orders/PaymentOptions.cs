namespace LiveShop.Functions.Orders;

/// <summary>Settings <c>Payments__…</c>.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";

    /// <summary>
    /// Whether customers may pay by transfer or on delivery, which the seller marks; left out: only where there is no other way.
    /// </summary>
    public bool? Manual { get; set; }
}
