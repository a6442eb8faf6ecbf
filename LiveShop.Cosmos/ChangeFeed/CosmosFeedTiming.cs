namespace LiveShop.Cosmos.ChangeFeed;

/// <summary>How the readers of a change feed share its ranges.</summary>
/// <param name="Poll">Between two polls of a range without changes.</param>
/// <param name="Balance">Between two looks for leases that nobody holds, or of which other readers hold more.</param>
/// <param name="Renew">Between two renewals of a lease.</param>
/// <param name="Expire">Without a renewal for so long, another reader may take the lease.</param>
public sealed record CosmosFeedTiming(TimeSpan Poll, TimeSpan Balance, TimeSpan Renew, TimeSpan Expire)
{
    /// <summary>As the Azure Functions triggers: changes within 0.1 s, and a killed reader is replaced within about 13 s.</summary>
    public static readonly CosmosFeedTiming Default =
        new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
}
