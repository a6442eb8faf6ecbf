namespace LiveShop.Functions.Orders;

/// <summary>Settings <c>Orders__…</c>.</summary>
public sealed class OrderOptions
{
    public const string Section = "Orders";

    /// <summary>The most that can be set: longer than any law asks for.</summary>
    public const int MaxRetentionDays = 36_500;

    /// <summary>For how many days after its creation an order's personal data must be kept, because a law says so.</summary>
    public int RetentionDays { get; set; }

    internal bool IsValid => RetentionDays is >= 0 and <= MaxRetentionDays;

    internal TimeSpan Retention => TimeSpan.FromDays(RetentionDays);
}
