using LiveShop.Bench.Load;

namespace LiveShop.Bench;

/// <summary>A row of the results.</summary>
/// <param name="Part">(a) to (g).</param>
/// <param name="Case">For example "1000 customers".</param>
/// <param name="LoadAverage">Of the machine in the minute before.</param>
internal sealed record Measurement(char Part, string Case, string Contestant, double LoadAverage, LoadSpec Spec, LoadResult Result);
