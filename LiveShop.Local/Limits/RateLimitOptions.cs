using System.Threading.RateLimiting;

namespace LiveShop.Local.Limits;

/// <summary>Settings <c>LiveShop__RateLimits__…</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The highest burst and rate that can be set.</summary>
    public const int MaxRequests = 1_000_000;

    /// <summary>
    /// Negotiate, join and connecting to the hub, three requests for each viewer. High, because a whole company or a mobile
    /// carrier's customers can share an address, and all of them reconnect at once after a network failure.
    /// </summary>
    public Bucket Connecting { get; } = new() { Burst = 10_000, PerSecond = 500 };

    /// <summary>Changes of carts, each of which the store keeps for weeks.</summary>
    public Bucket Carts { get; } = new() { Burst = 1_000, PerSecond = 20 };

    /// <summary>Checkouts, the least of what a customer does.</summary>
    public Bucket Checkouts { get; } = new() { Burst = 300, PerSecond = 10 };

    /// <summary>Reading an order, whose page asks again while a payment is awaited, and cancelling it.</summary>
    public Bucket Orders { get; } = new() { Burst = 1_000, PerSecond = 50 };

    /// <summary>Lists of streams and products; the home page reads two every half a minute.</summary>
    public Bucket Lists { get; } = new() { Burst = 2_000, PerSecond = 200 };

    /// <summary>Whether to limit requests from this machine: a developer's, or those of a proxy that does not forward addresses.</summary>
    public bool Loopback { get; set; }

    /// <summary>A token bucket for each caller.</summary>
    public sealed class Bucket
    {
        /// <summary>Requests at once after an idle time.</summary>
        public int Burst { get; set; }

        /// <summary>Requests a second in the long run.</summary>
        public int PerSecond { get; set; }

        /// <summary>Without a queue: an excess request is answered at once with the time to wait.</summary>
        public TokenBucketRateLimiterOptions ToTokenBucket() => new()
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
    }
}
