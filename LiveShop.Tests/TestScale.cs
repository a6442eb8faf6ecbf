namespace LiveShop.Tests;

/// <summary>Size of randomized tests: <c>LIVESHOP_CAMPAIGN</c> multiplies it, for a campaign of hours instead of seconds.</summary>
internal static class TestScale
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("LIVESHOP_CAMPAIGN"), out var factor) && factor > 0 ? factor : 1;

    public static int Repeat(int byDefault) => checked(byDefault * Factor);
}
