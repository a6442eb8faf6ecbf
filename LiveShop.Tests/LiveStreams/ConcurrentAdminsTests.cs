using Xunit.Abstractions;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Explores every order of the store calls of concurrent admins, for every set of commands.</summary>
public class ConcurrentAdminsTests(ITestOutputHelper output)
{
    private static readonly AdminCommand[] Commands =
    [
        new("pin d", (streams, caller) => streams.PinAsync("demo", "d", null, caller, default)),
        new("pin e first", (streams, caller) => streams.PinAsync("demo", "e", 0, caller, default)),
        new("pin b", (streams, caller) => streams.PinAsync("demo", "b", null, caller, default)),
        new("move c first", (streams, caller) => streams.PinAsync("demo", "c", 0, caller, default)),
        new("hide a", (streams, caller) => streams.SetActiveAsync("demo", "a", false, caller, default)),
        new("show b", (streams, caller) => streams.SetActiveAsync("demo", "b", true, caller, default)),
        new("unpin a", (streams, caller) => streams.UnpinAsync("demo", "a", caller, default)),
        new("unpin b", (streams, caller) => streams.UnpinAsync("demo", "b", caller, default)),
        new("reorder", (streams, caller) => streams.ReorderAsync("demo", ["c", "a", "b"], caller, default)),
        new("edit title", (streams, caller) => streams.EditAsync("demo", new(Title: "Winter show"), caller, default)),
        new("edit description if seen", (streams, caller) => streams.EditAsync("demo", new(Description: "New"), caller with { ExpectedVersion = AdminScenario.Beginning.Version }, default)),
        new("stop", (streams, caller) => streams.StopAsync("demo", caller, default)),
        new("start", (streams, caller) => streams.StartAsync("demo", caller, default)),
    ];

    [Fact]
    public void Concurrent_pairs_of_commands_are_linearizable() =>
        Explore(
            from first in Commands
            from second in Commands
            where string.CompareOrdinal(first.Name, second.Name) < 0
            select new[] { first, second });

    [Fact]
    public void Concurrent_duplicates_of_a_command_are_linearizable() =>
        Explore(Commands.Select(command => new[] { command, command with { Name = $"{command.Name} too" } }));

    // All triples are tried in a campaign, and a sixth of them, chosen at random, by default.
    [Fact]
    public void Concurrent_triples_of_commands_are_linearizable()
    {
        var seed = TestSeed.Next();
        output.WriteLine($"Seed {seed}");
        AdminCommand[][] triples =
        [
            .. from first in Commands
            from second in Commands
            where string.CompareOrdinal(first.Name, second.Name) < 0
            from third in Commands
            where string.CompareOrdinal(second.Name, third.Name) < 0
            select new[] { first, second, third },
        ];
        new Random(seed).Shuffle(triples);
        Explore(triples.Take(TestScale.Repeat(triples.Length / 6)));
    }

    private void Explore(IEnumerable<AdminCommand[]> sets)
    {
        var explored = sets.Select(AdminScenario.Explore).ToList();
        output.WriteLine($"{explored.Count} sets, {explored.Sum(e => e.Situations)} situations, {explored.Sum(e => e.Ends)} ends");
    }
}
