using System.Text;

namespace LiveShop.Bench.Report;

/// <summary>A goal, the measured value, and whether it is met; null when it was not measured.</summary>
internal sealed record Goal(string Text, string Measured, bool? IsMet)
{
    /// <summary>Changes as fast as they are answered; states may be skipped.</summary>
    public const string Burst = "burst";

    /// <summary>Each change after all customers have the one before; no state is skipped.</summary>
    public const string Steps = "one by one";

    private const string Us = "liveshop";
    private const string WithoutDirectSend = "liveshop-signalr";
    private const string Limit = "limit";
    private static readonly string[] WithoutStore = ["old-design", "socketio", "nchan", "signalr"];
    private static readonly string[] OnNode = ["old-design", "socketio"];

    public static IReadOnlyList<Goal> All(IReadOnlyList<Measurement> all) =>
    [
        .. Delivery(all, "p50", m => m.Result.LastCustomer.P50),
        .. Delivery(all, "p99", m => m.Result.LastCustomer.P99),
        .. BurstAndSteps(all),
        Ratio(all, "(c) durable pins a second, 16 admins on one stream: at least Express's in memory",
            'c', "16 admins, one stream", m => m.Result.PerSecond, ["old-design"], 1),
        Ratio(all, "(c) durable pins a second, 16 admins on 16 streams: at least Express's in memory",
            'c', "16 admins, 16 streams", m => m.Result.PerSecond, ["old-design"], 1),
        Ratio(all, "(d) snapshots a second: at least 3x Express", 'd', "200", m => m.Result.PerSecond, ["old-design"], 3),
        Ratio(all, "(d) 304s a second: at least 3x Express", 'd', "304", m => m.Result.PerSecond, ["old-design"], 3),
        .. Crowd(all),
        .. Spread(all),
        .. Orders(all),
        NobodyMisses(all),
    ];

    public static string Table(IReadOnlyList<Measurement> all)
    {
        var text = new StringBuilder();
        Tables.Row(text, ["goal", "measured", "met"]);
        Tables.Row(text, ["---", "---", "---"]);
        foreach (var goal in All(all))
            Tables.Row(text, [goal.Text, goal.Measured, goal.IsMet switch { true => "yes", false => "no", null => "not measured" }]);
        return text.ToString();
    }

    private static IEnumerable<Goal> Delivery(IReadOnlyList<Measurement> all, string name, Func<Measurement, double> value)
    {
        var here = all.Where(m => m.Part == 'a' && m.Spec.Customers == 1000).ToList();
        yield return AtMost(
            $"(a) 1,000 customers, {name} to the last: at most half of the best peer that persists nothing",
            here, value, WithoutStore, 0.5);
        yield return AtMost($"(a) 1,000 customers, {name} to the last: at most 1.5x the limit", here, value, [Limit], 1.5);
        if (here.Exists(m => m.Contestant == WithoutDirectSend))
            {
            yield return AtMost(
                $"(a) 1,000 customers, {name} to the last: at most 0.8x of sending through SignalR", here, value, [WithoutDirectSend], 0.8);
        }
    }

    private static IEnumerable<Goal> BurstAndSteps(IReadOnlyList<Measurement> all)
    {
        yield return Ratio(
            all, "(b) deliveries a second, every state to everyone: at least 1.5x the best Node peer",
            'b', Steps, m => m.Result.PerSecond, OnNode, 1.5);
        yield return Ratio(
            all, "(b) deliveries a second, every state to everyone: at least 0.7 of the limit",
            'b', Steps, m => m.Result.PerSecond, [Limit], 0.7);
        yield return AtMost(
            "(b) a burst's time to the final state: several times (3x) better than any peer",
            [.. all.Where(m => m.Part == 'b' && m.Case == Burst)],
            m => m.Result.SecondsToFinalState, WithoutStore, 1 / 3.0);
    }

    private static IEnumerable<Goal> Crowd(IReadOnlyList<Measurement> all)
    {
        var crowd = all.FirstOrDefault(m => m.Part == 'e' && m.Contestant == Us);
        yield return Own("(e) all customers connected in under 10 s", crowd, m => m.Result.ConnectSeconds, 10, "s");
        yield return Own("(e) at most 25 KB of the server's memory for each", crowd, Tables.KilobytesEach, 25, "KB");
        yield return Own("(e) the storm healed in under 10 s", crowd, m => m.Result.StormSeconds, 10, "s");
        yield return Own("(e) no failed request in the storm", crowd, m => m.Result.StormFailedRequests, 0, "failed");
    }

    private static IEnumerable<Goal> Spread(IReadOnlyList<Measurement> all)
    {
        var ours = all.Where(m => m.Part == 'f' && m.Contestant == Us).ToList();
        var streams = ours.Where(m => m.Case.EndsWith("streams", StringComparison.Ordinal)).ToList();
        var one = ours.Find(m => m.Case == "1 stream");
        if (one is null || streams.Count == 0)
            return [new("(f) flat in the number of streams", "", null)];
        var most = streams.MaxBy(m => m.Spec.Streams)!;
        return [new(
            "(f) flat in the number of streams: with the most, p50 to the last customer is no higher than with one",
            $"{Tables.Number(most.Result.LastCustomer.P50, 1)} ms with {most.Spec.Streams}, "
                + $"{Tables.Number(one.Result.LastCustomer.P50, 1)} ms with 1",
            most.Result.LastCustomer.P50 <= one.Result.LastCustomer.P50)];
    }

    private static IEnumerable<Goal> Orders(IReadOnlyList<Measurement> all)
    {
        var cases = all.Where(m => m.Part == 'g' && m.Contestant == Us).ToList();
        foreach (var ours in cases)
        {
            yield return Ratio(all, $"(g) {ours.Case}: at least as many checkouts a second as Express with better-sqlite3",
                'g', ours.Case, m => m.Result.PerSecond, ["express-sqlite"], 1);
            yield return Own($"(g) {ours.Case}: p99 under 200 ms", ours, m => m.Result.Requests.P99, 200, "ms");
            yield return Own($"(g) {ours.Case}: nothing is oversold, and nothing is left", ours, m => Math.Abs(Tables.Oversold(m)), 0, "pieces");
        }
    }

    private static Goal NobodyMisses(IReadOnlyList<Measurement> all)
    {
        var ours = all.Where(m => m.Contestant == Us).ToList();
        var without = ours.Sum(m => m.Result.CustomersWithoutFinalState);
        var customers = Tables.Number(ours.Sum(m => m.Spec.Customers));
        return new("No customer misses the final state in any run", $"{without} of {customers}", ours.Count == 0 ? null : without == 0);
    }

    private static Goal Own(string text, Measurement? m, Func<Measurement, double> value, double most, string unit) => m is null
        ? new(text, "", null)
        : new(text, $"{Tables.Number(value(m), 1)} {unit} ({Tables.Number(m.Spec.Customers)} customers)", value(m) <= most);

    private static Goal Ratio(
        IReadOnlyList<Measurement> all, string text, char part, string? name, Func<Measurement, double> value,
        string[] against, double least)
    {
        var here = all.Where(m => m.Part == part && (name is null || m.Case == name)).ToList();
        var (ours, best) = (Find(here, Us), Among(here, against).MaxBy(value));
        return ours is null || best is null
            ? new(text, "", null)
            : Verdict(text, value(ours), value(best), best.Contestant, ratio => ratio >= least);
    }

    private static Goal AtMost(string text, IReadOnlyList<Measurement> here, Func<Measurement, double> value, string[] against, double most)
    {
        var (ours, best) = (Find(here, Us), Among(here, against).MinBy(value));
        return ours is null || best is null
            ? new(text, "", null)
            : Verdict(text, value(ours), value(best), best.Contestant, ratio => ratio <= most);
    }

    private static Goal Verdict(string text, double ours, double theirs, string whose, Func<double, bool> isMet) => new(
        text,
        $"{Tables.Number(ours / theirs, 2)}x: {Tables.Number(ours, 2)} against {Tables.Number(theirs, 2)} ({whose})",
        isMet(ours / theirs));

    private static Measurement? Find(IEnumerable<Measurement> here, string contestant) =>
        here.FirstOrDefault(m => m.Contestant == contestant);

    private static IEnumerable<Measurement> Among(IEnumerable<Measurement> here, string[] contestants) =>
        here.Where(m => contestants.Contains(m.Contestant));
}
