using System.Globalization;
using System.Text;

namespace LiveShop.Bench.Report;

/// <summary>The results as Markdown tables.</summary>
internal static class Tables
{
    private static readonly IReadOnlyList<Column> Always =
    [
        new("load generator CPU", m => Percent(m.Result.LoadCpu)),
        new("server CPU", m => Percent(m.Result.ServerCpu)),
        new("machine's load", m => Number(m.LoadAverage, 1)),
    ];

    private static readonly Dictionary<char, Part> Parts = new()
    {
        ['a'] = new("(a) From the HTTP pin to the customers, 5 changes a second",
        [
            new("last customer p50 ms", m => Number(m.Result.LastCustomer.P50, 1)),
            new("p99 ms", m => Number(m.Result.LastCustomer.P99, 1)),
            new("max ms", m => Number(m.Result.LastCustomer.Max, 1)),
            CpuEach,
            new("every delivery p50 ms", m => Number(m.Result.Delivery.P50, 1)),
            new("p99 ms", m => Number(m.Result.Delivery.P99, 1)),
            .. Counts,
        ]),
        ['b'] = new("(b) A burst of changes",
        [
            CpuEach,
            new("deliveries/s", m => Number(m.Result.PerSecond)),
            new("deliveries", m => Number(m.Result.Deliveries)),
            new("all answered s", m => OfBurst(m, m.Result.SecondsToLastAnswer)),
            new("final state at all s", m => OfBurst(m, m.Result.SecondsToFinalState)),
            .. Counts,
        ]),
        ['c'] = new("(c) Changes over HTTP", Requests),
        ['d'] = new("(d) Snapshot reads over HTTP, 16 connections", Requests),
        ['e'] = new("(e) Connecting, memory, and a storm of reconnects",
        [
            new("connected s", m => Number(m.Result.ConnectSeconds, 1)), new("failed", m => Number(m.Result.FailedRequests)),
            new("KB per customer", m => Number(KilobytesEach(m), 1)),
            new("storm healed s", m => Number(m.Result.StormSeconds, 1)),
            new("failed in the storm", m => Number(m.Result.StormFailedRequests)),
            new("without the final state", m => Number(m.Result.CustomersWithoutFinalState)),
        ]),
        ['f'] = new("(f) Streams that share the customers, and pins on a stream",
        [
            new("last customer p50 ms", m => Number(m.Result.LastCustomer.P50, 1)),
            new("p99 ms", m => Number(m.Result.LastCustomer.P99, 1)),
            CpuEach, new("messages", m => Number(m.Result.Deliveries)), .. Counts,
        ]),
        ['g'] = new("(g) Checkouts, each durable before it is answered, until all is sold",
        [
            .. Requests,
            new("placed", m => Number(m.Result.Placed)),
            new("refused", m => Number(m.Result.Refused)),
            new("oversold", m => Number(Oversold(m))),
        ]),
    };

    /// <summary>Pieces that were sold and were not there; below zero when some were left although somebody was refused.</summary>
    public static int Oversold(Measurement m) => m.Result.Placed - (m.Spec.Products * m.Spec.Stock);

    private static Column CpuEach => new("server CPU µs per delivery", m => Number(MicrosecondsEach(m), 1));

    private static IReadOnlyList<Column> Counts =>
    [
        new("skipped", m => Number(m.Result.Skipped)),
        new("repeated", m => Number(m.Result.Repeated)),
        new("out of order", m => Number(m.Result.OutOfOrder)),
        new("without the final state", m => Number(m.Result.CustomersWithoutFinalState)),
        new("failed", m => Number(m.Result.FailedRequests)),
    ];

    private static IReadOnlyList<Column> Requests =>
    [
        new("a second", m => Number(m.Result.PerSecond)),
        new("server CPU µs each", m => Number(m.Result.ServerCpuSeconds * 1e6 / Math.Max(1, m.Result.Requests.Count), 1)),
        new("p50 ms", m => Number(m.Result.Requests.P50, 2)),
        new("p99 ms", m => Number(m.Result.Requests.P99, 2)), new("failed", m => Number(m.Result.FailedRequests)),
    ];

    /// <summary>Processor time of the server for each delivered message, in microseconds.</summary>
    public static double MicrosecondsEach(Measurement m) => m.Result.ServerCpuSeconds * 1e6 / Math.Max(1, m.Result.Deliveries);

    public static double KilobytesEach(Measurement m) =>
        (m.Result.ServerMegabytesAfter - m.Result.ServerMegabytesBefore) * 1024 / Math.Max(1, m.Spec.Customers);

    public static string Line(Measurement m)
    {
        var values = Parts[m.Part].Columns.Concat(Always).Select(column => $"{column.Title} {column.Of(m)}");
        return $"({m.Part}) {m.Case}: {m.Contestant}: {string.Join(", ", values)}";
    }

    public static string All(IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder();
        foreach (var part in measurements.GroupBy(m => m.Part))
        {
            Column[] columns = [new("", m => m.Case), new("server", m => m.Contestant), .. Parts[part.Key].Columns, .. Always];
            text.AppendLine(CultureInfo.InvariantCulture, $"## {Parts[part.Key].Title}").AppendLine();
            Row(text, columns.Select(column => column.Title));
            Row(text, columns.Select((_, place) => place < 2 ? "---" : "---:"));
            foreach (var measurement in part)
                Row(text, columns.Select(column => column.Of(measurement)));
            text.AppendLine();
        }

        return text.ToString();
    }

    public static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    public static string Number(double value, int digits = 0) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);

    private static string OfBurst(Measurement m, double seconds) => m.Case == Goal.Burst ? Number(seconds, 2) : "";

    private static string Percent(double share) => Number(share * 100) + " %";

    private sealed record Column(string Title, Func<Measurement, string> Of);

    private sealed record Part(string Title, IReadOnlyList<Column> Columns);
}
