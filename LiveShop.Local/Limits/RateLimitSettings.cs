using LiveShop.Local.Hosting;

namespace LiveShop.Local.Limits;

/// <summary>Settings <c>LiveShop__RateLimits__…</c>.</summary>
/// <param name="Connecting">
/// A whole company or a mobile carrier's customers can share an address, and all of them come back at once after a break of
/// the network. Each needs two calls, and one more of the hub.
/// </param>
/// <param name="Carts">Each of them that is taken stays in the store for weeks.</param>
/// <param name="Loopback">Whether calls from this machine are limited too: a proxy's, when it does not forward addresses, or a developer's.</param>
public sealed record RateLimitSettings(RateLimit Connecting, RateLimit Carts, bool Loopback)
{
    private static readonly RateLimitSettings WhenLeftOut = new(Connecting: new(10_000, 500), Carts: new(1_000, 20), Loopback: false);

    /// <exception cref="StartupException">One of the settings is not what it must be.</exception>
    public static RateLimitSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection($"{LocalOptions.Section}:RateLimits");
        return new(
            WhenLeftOut.Connecting.Or(settings.GetSection(nameof(Connecting))),
            WhenLeftOut.Carts.Or(settings.GetSection(nameof(Carts))),
            YesOrNo(settings, nameof(Loopback), WhenLeftOut.Loopback));
    }

    private static bool YesOrNo(IConfigurationSection settings, string name, bool otherwise)
    {
        if (settings[name] is not { } text)
            return otherwise;
        return bool.TryParse(text, out var yes)
            ? yes
            : throw new StartupException($"{settings.Path.Replace(":", "__", StringComparison.Ordinal)}__{name} must be true or false.");
    }
}
