using System.Globalization;

namespace LiveShop.Tests;

/// <summary>
/// Another seed in every run, for tests that search a little further each time. A failure tells it, and
/// <c>LIVESHOP_TEST_SEED</c> gives it back.
/// </summary>
internal static class TestSeed
{
    public static int Next() =>
        ulong.TryParse(Environment.GetEnvironmentVariable("LIVESHOP_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? (int)(given % int.MaxValue)
            : Random.Shared.Next();
}
