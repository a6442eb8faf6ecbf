using LiveShop.Bench.Load;

namespace LiveShop.Bench;

/// <summary>One line of the results.</summary>
/// <param name="Part">(a) to (f).</param>
/// <param name="Case">What of it: "1000 customers".</param>
/// <param name="LoadAverage">Of the machine when it began, over the last minute.</param>
internal sealed record Measurement(char Part, string Case, string Contestant, double LoadAverage, LoadSpec Spec, LoadResult Result);
