using Microsoft.AspNetCore.RateLimiting;

namespace LiveShop.Functions.Http;

/// <summary>
/// Rate limiting policies of public functions, named with <see cref="EnableRateLimitingAttribute"/>. LiveShop.Local applies them
/// itself and answers 429; in Azure that is up to the gateway in front of the functions.
/// </summary>
public static class RateLimits
{
    /// <summary>Negotiate and join; generous, because all customers reconnect at once after a network failure.</summary>
    public const string Connecting = "connecting";

    /// <summary>Changes of carts.</summary>
    public const string Carts = "carts";

    /// <summary>Checkouts, each of which creates an order that is never deleted.</summary>
    public const string Checkouts = "checkouts";

    /// <summary>Reading an order, and cancelling it.</summary>
    public const string Orders = "orders";

    /// <summary>Lists of streams and products: each search text is a read of the store of its own.</summary>
    public const string Lists = "lists";
}
