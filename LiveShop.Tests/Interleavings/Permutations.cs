namespace LiveShop.Tests.Interleavings;

internal static class Permutations
{
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> items) =>
        items.Count == 0
            ? [[]]
            : items.SelectMany((item, i) => Of(items.Where((_, j) => j != i).ToList()).Select(rest => (IReadOnlyList<T>)[item, .. rest]));
}
