namespace LiveShop.Bench.Report;

/// <summary>The plots of a run.</summary>
internal static class Plots
{
    public static IEnumerable<(string Name, string Svg)> Of(Run run)
    {
        Plot[] plots =
        [
            new("delivery", "HTTP pin to the last of 1,000 customers, p50, ms (shorter is better)",
                m => m.Part == 'a' && m.Spec.Customers == 1000, m => m.Result.LastCustomer.P50),
            new("delivery-p99", "HTTP pin to the last of 1,000 customers, p99, ms (shorter is better)",
                m => m.Part == 'a' && m.Spec.Customers == 1000, m => m.Result.LastCustomer.P99),
            new("burst", "A burst of changes: seconds until every customer holds the final state (shorter is better)",
                m => m.Part == 'b', m => m.Result.SecondsToFinalState),
            new("burst-rate", "A burst of changes: deliveries a second (longer is better)",
                m => m.Part == 'b', m => m.Result.PerSecond),
            new("pins", "Pins a second, 16 admins on one stream (longer is better; LiveShop's are on the disk)",
                m => m.Part == 'c' && m.Case == "16 admins, one stream", m => m.Result.PerSecond),
            new("reads", "Snapshots a second (longer is better)",
                m => m.Part == 'd' && m.Case == "200", m => m.Result.PerSecond),
            new("memory", "The server's memory for each customer, KB (shorter is better)",
                m => m.Part == 'e', Tables.KilobytesEach),
            new("storm", "All customers reconnect at once: seconds until all hold the current state (shorter is better)",
                m => m.Part == 'e', m => m.Result.StormSeconds),
        ];
        return from plot in plots
               let bars = run.Measurements.Where(plot.Which).Select(m => (m.Contestant, plot.Value(m))).ToList()
               where bars.Count > 0
               select (plot.Name, BarChart.Draw(plot.Title, run.Machine, bars));
    }

    private sealed record Plot(string Name, string Title, Func<Measurement, bool> Which, Func<Measurement, double> Value);
}
