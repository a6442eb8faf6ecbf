using System.Globalization;

namespace LiveShop.Tests;

/// <summary>A new seed in every run, printed when a test fails; <c>LIVESHOP_TEST_SEED</c> repeats a run.</summary>
internal static class TestSeed
{
    public static int Next() =>
        ulong.TryParse(Environment.GetEnvironmentVariable("LIVESHOP_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? (int)(given % int.MaxValue)
            : Random.Shared.Next();
}
