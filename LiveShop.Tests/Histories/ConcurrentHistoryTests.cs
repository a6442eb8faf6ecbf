using System.Diagnostics.Metrics;
using LiveShop.Core.Telemetry;
using LiveShop.Core.Storage;
using LiveShop.Tests.Local;
using Xunit.Abstractions;

namespace LiveShop.Tests.Histories;

/// <summary>
/// Admins at once over real HTTP: the journal's order explains every answer, and customers end where it ends. Two servers on
/// one Cosmos DB account are two processes to each other: only the conditional writes hold their admins apart.
/// </summary>
public sealed class ConcurrentHistoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Concurrent_responses_on_SQLite_are_linearizable_in_journal_order() =>
        await AllHoldAsync(await HistoryServers.StartAsync(StoreKind.Sqlite, 1), TestScale.Repeat(6));

    [Fact]
    public async Task Concurrent_responses_of_two_servers_on_Cosmos_are_linearizable_in_journal_order() =>
        await AllHoldAsync(await HistoryServers.StartAsync(StoreKind.Cosmos, 2), TestScale.Repeat(3));

    [Fact]
    public async Task Concurrent_responses_are_linearizable_while_requests_to_Cosmos_fail() =>
        await AllHoldAsync(await HistoryServers.StartAsync(StoreKind.Cosmos, 2, hasFaults: true), TestScale.Repeat(3));

    [Fact]
    public async Task Concurrent_responses_are_linearizable_while_the_feed_repeats_batches() =>
        await AllHoldAsync(await HistoryServers.StartAsync(StoreKind.Sqlite, 1, customersReconcile: true, configure: services => services.Wrap<IChangeFeed>(feed => new RepeatingChangeFeed(feed))), TestScale.Repeat(3));

    private async Task AllHoldAsync(HistoryServers running, int histories)
    {
        var first = (int)(Properties.Seed % 1_000_000_000);
        await using var servers = running;
        var counted = new Counts();
        using var conflicts = counted.Listen();
        for (var seed = first; seed < first + histories; seed++)
            counted.Add(await HoldsAsync(servers, seed));
        output.WriteLine($"{histories} histories from seed {first}: {counted}, {servers.FaultsMet} requests to the store failed");
        counted.WereWorthIt(servers.All.Count);
        Assert.True(!servers.HasFaults || servers.FaultsMet > histories, $"Only {servers.FaultsMet} requests to the store failed.");
    }

    private static async Task<History> HoldsAsync(HistoryServers servers, int seed)
    {
        try
        {
            var history = await RandomStreamHistory.RecordAsync(servers, seed);
            var wrong = HistoryCheck.Of(history);
            Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\n{history}");
            return history;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The history of LIVESHOP_TEST_SEED={seed} does not hold: {exception.Message}", exception);
        }
    }

    private sealed class Counts
    {
        private int calls;
        private int changed;
        private int refused;
        private int unknown;
        private long versions;
        private long lost;
        private int overlapping;
        private int acrossServers;

        public void Add(History history)
        {
            calls += history.Calls.Count;
            changed += history.Journal.Count(entry => entry.CallId is not null);
            refused += history.Calls.Count(call => call.Answer.Code is not null && !call.Answer.IsUnknown);
            unknown += history.Calls.Count(call => call.Answer.IsUnknown);
            versions += history.Journal.Count;
            Add([.. history.Calls.Where(call => history.Journal.Any(entry => entry.CallId == call.Id))]);
        }

        // Pairs of calls at the same time that both changed something.
        private void Add(List<StreamCall> changes)
        {
            var pairs = changes.SelectMany((call, n) => changes.Skip(n + 1).Where(call.Overlaps).Select(other => (call, other))).ToList();
            overlapping += pairs.Count;
            acrossServers += pairs.Count(pair => pair.call.Server != pair.other.Server);
        }

        /// <summary>There was something to explain: changes at the same time, at each other's server too, and refusals.</summary>
        public void WereWorthIt(int servers) =>
            Assert.True(overlapping > 0 && refused > 0 && (servers == 1 || acrossServers > 0), $"These histories were too easy: {this}");

        /// <summary>Writes that lost against another process, those of tests that run beside this one too.</summary>
        public MeterListener Listen()
        {
            var listener = new MeterListener();
            listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref lost, count));
            listener.EnableMeasurementEvents(ShopTelemetry.Conflicts);
            listener.Start();
            return listener;
        }

        public override string ToString() =>
            $"{calls} calls, {changed} changed something, {refused} refused, {unknown} unknown, {versions} versions, {lost} writes lost and decided again, {overlapping} pairs of changes at the same time, {acrossServers} of them at two servers";
    }
}
