namespace LiveShop.Cosmos.ChangeFeed;

/// <summary>How the readers of a change feed share its ranges.</summary>
/// <param name="Poll">Between two looks at a range without changes.</param>
/// <param name="Balance">Between two looks at whether ranges are without a reader, or other readers have more of them.</param>
/// <param name="Renew">Between two signs of life.</param>
/// <param name="Expire">Without a sign of life so long, a reader has lost its ranges.</param>
public sealed record CosmosFeedTiming(TimeSpan Poll, TimeSpan Balance, TimeSpan Renew, TimeSpan Expire)
{
    /// <summary>A change is seen within a tenth of a second, and a reader that was killed is replaced within half a minute.</summary>
    public static readonly CosmosFeedTiming Default =
        new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
}
