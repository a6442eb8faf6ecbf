using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace LiveShop.Tests;

/// <summary>
/// Checks properties with inputs from a fixed seed, so that a run can be had again; <c>LIVESHOP_TEST_SEED</c> gives another.
/// FsCheck shrinks what fails and tells it.
/// </summary>
internal static class Properties
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("LIVESHOP_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20261122;

    /// <param name="check">Throws when the property does not hold for the input.</param>
    public static void Hold<T>(Arbitrary<T> inputs, int tests, ITestOutputHelper output, Action<T> check)
    {
        output.WriteLine($"{tests} inputs from seed {Seed}");
        Prop.ForAll(inputs, check).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(tests).WithReplay(Seed, Gamma));
    }

    /// <summary>Lists that shrink by leaving out items.</summary>
    public static Arbitrary<T[]> ListsOf<T>(Gen<T> items, int maxLength) => Arb.From(
        Gen.Choose(0, maxLength).SelectMany(length => items.ArrayOf(length)),
        list => Halves(list).Concat(list.Select((_, i) => list.Where((_, j) => j != i).ToArray())));

    private static IEnumerable<T[]> Halves<T>(T[] list) => list.Length < 4 ? [] : [list[..(list.Length / 2)], list[(list.Length / 2)..]];
}
