using LiveShop.Cosmos;

namespace LiveShop.Functions.Realtime;

/// <summary>The settings that all change-feed triggers share, as constants for their attributes.</summary>
public static class ChangeFeedTrigger
{
    /// <summary>The setting <c>CosmosDBDatabase</c>; the host resolves the percent signs.</summary>
    public const string Database = $"%{CosmosSettings.DatabaseSetting}%";

    /// <summary>The setting with the connection string, or, followed by <c>__accountEndpoint</c>, the account's address.</summary>
    public const string Connection = CosmosSettings.Connection;

    /// <summary>Prefix of the lease documents of <see cref="PublishLiveStreamChanges"/>.</summary>
    public const string PublishLeases = "publish";

    /// <summary>Milliseconds between two polls of a feed without changes; adds up to this much to every customer's latency.</summary>
    public const int PollDelay = 100;

    /// <summary>The poll delay of a feed that no customer waits for, which costs a tenth of the polls.</summary>
    public const int RelaxedPollDelay = 1000;

    /// <summary>Documents in a batch.</summary>
    public const int MaxItems = 100;

    /// <summary>
    /// Milliseconds between two looks for leases that nobody holds. With <see cref="LeaseExpiration"/> it bounds how long a killed
    /// host silences its streams: about 12 s, where the trigger's defaults (13, 17 and 60 s) take over 60 s.
    /// </summary>
    public const int LeaseAcquire = 3000;

    /// <summary>Milliseconds between two renewals of a lease: at least three must fail before the lease expires.</summary>
    public const int LeaseRenew = 3000;

    /// <summary>Milliseconds without a renewal after which another host may take a lease.</summary>
    public const int LeaseExpiration = 10_000;

    /// <summary>
    /// Until a range has finished its first batch the host keeps no position, and each start would begin at "now": earlier changes
    /// would be lost. Publishing a state again is harmless.
    /// </summary>
    public const bool FromBeginning = true;

    /// <summary>Delay before the first retry, which mostly follows a short network failure.</summary>
    public const string FirstRetry = "00:00:01";

    /// <summary>Longest delay between two retries.</summary>
    public const string LastRetry = "00:00:30";

    /// <summary>Retry for ever: the host skips a batch whose retries are used up.</summary>
    public const int Retries = -1;

    /// <summary>Leases that were renewed longer ago are not being renewed: ten renewals, or two take-overs, have not happened.</summary>
    public static readonly TimeSpan MaxLeaseAge = 10 * TimeSpan.FromMilliseconds(LeaseRenew);
}
