using System.Globalization;
using System.Threading.RateLimiting;
using LiveShop.Local.Hosting;

namespace LiveShop.Local.Limits;

/// <summary>How many calls of a kind one caller may send.</summary>
/// <param name="Burst">At once, after a time of quiet.</param>
/// <param name="PerSecond">In the long run.</param>
public sealed record RateLimit(int Burst, int PerSecond)
{
    private const int Most = 1_000_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>What the settings say, or else this.</summary>
    /// <exception cref="StartupException">One of them is no number of calls.</exception>
    public RateLimit Or(IConfigurationSection settings) =>
        new(Number(settings, nameof(Burst), Burst), Number(settings, nameof(PerSecond), PerSecond));

    /// <summary>Nobody is kept waiting for a turn: the caller is told when to come again.</summary>
    public TokenBucketRateLimiterOptions ToTokenBucket() => new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = PerSecond,
        ReplenishmentPeriod = Second,
        QueueLimit = 0,
    };

    private static int Number(IConfigurationSection settings, string name, int otherwise)
    {
        if (settings[name] is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most
            ? number
            : throw new StartupException($"{settings.Path.Replace(":", "__", StringComparison.Ordinal)}__{name} must be a whole number from 1 to {Most}.");
    }
}
