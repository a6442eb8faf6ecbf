using LiveShop.Bench.Servers;

namespace LiveShop.Bench;

/// <summary>The command line.</summary>
/// <param name="Quick">Small numbers, about two minutes.</param>
/// <param name="Only">Names of servers; when empty, all that are not opt-in.</param>
/// <param name="Parts">Of (a) to (g); all when empty.</param>
/// <param name="Name">Of the files that are written; "results" or "quick" when left out.</param>
/// <param name="NoBuild">LiveShop.Local and the peers are not built.</param>
internal sealed record Options(bool Quick, IReadOnlyList<string> Only, string Parts, string? Name, bool NoBuild)
{
    public static Options Of(string[] args) => new(
        args.Contains("--quick"), ListOf(args, "--only"), string.Concat(ListOf(args, "--parts")),
        ListOf(args, "--name").FirstOrDefault(), args.Contains("--no-build"));

    public bool Has(char part) => Parts.Length == 0 || Parts.Contains(part, StringComparison.Ordinal);

    public bool Has(Contestant contestant) => Only.Count == 0 ? !contestant.IsOptIn : Only.Contains(contestant.Name);

    private static string[] ListOf(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1].Split(',') : [];
}
