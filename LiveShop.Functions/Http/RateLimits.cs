using Microsoft.AspNetCore.RateLimiting;

namespace LiveShop.Functions.Http;

/// <summary>
/// Kinds of public calls of which one caller may send only so many. A function names its kind with
/// <see cref="EnableRateLimitingAttribute"/> and then also answers 429; how many are let through is up to whoever serves it:
/// LiveShop.Local counts for itself, in Azure what stands before the functions does.
/// </summary>
public static class RateLimits
{
    /// <summary>Negotiate and join: everybody's after a break of the network, so generous.</summary>
    public const string Connecting = "connecting";

    /// <summary>Changes of carts.</summary>
    public const string Carts = "carts";
}
