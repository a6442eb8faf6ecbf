namespace LiveShop.Bench.Load;

/// <summary>The input of the load generator.</summary>
/// <param name="Scenario">changes, burst, steps, pins, reads, crowd or checkouts.</param>
/// <param name="Protocol">Selects the <see cref="Load.Protocol"/>.</param>
/// <param name="ServerPid">Process whose processor time and memory are measured.</param>
/// <param name="Streams">Number of streams, with equally many customers each, changed in turn.</param>
/// <param name="Pins">Products pinned to every stream beforehand.</param>
/// <param name="Changes">Number of measured changes.</param>
/// <param name="Rate">Changes a second.</param>
/// <param name="Products">Number of products that are ordered, each by equally many customers.</param>
/// <param name="Checkouts">Number of checkouts of each customer, those that warm up included.</param>
/// <param name="Stock">Pieces of each product; fewer than are ordered, so that it sells out.</param>
internal sealed record LoadSpec(
    string Scenario, string Protocol, int Port, int ServerPid, string? Token,
    int Customers = 0, int Streams = 1, int Pins = 5, int Changes = 0, double Rate = 5,
    int Admins = 1, double Seconds = 0, bool OwnStreams = false, bool Conditional = false,
    int Products = 0, int Checkouts = 0, int Stock = 0);

/// <summary>Milliseconds.</summary>
internal sealed record Latency(double P50, double P99, double Max, int Count)
{
    public static readonly Latency None = new(0, 0, 0, 0);

    public static Latency Of(List<long> ticks)
    {
        if (ticks.Count == 0)
            return None;
        ticks.Sort();
        double At(double share) => Milliseconds(ticks[Math.Min(ticks.Count - 1, (int)(share * ticks.Count))]);
        return new(At(0.5), At(0.99), Milliseconds(ticks[^1]), ticks.Count);
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / System.Diagnostics.Stopwatch.Frequency;
}

/// <summary>The result of one run. Properties that a scenario does not measure keep their defaults.</summary>
internal sealed record LoadResult
{
    public double ConnectSeconds { get; init; }

    public int FailedRequests { get; init; }

    /// <summary>From the moment a change was due to its arrival, at every customer.</summary>
    public Latency Delivery { get; init; } = Latency.None;

    /// <summary>From the moment a change was due to its arrival at the last customer.</summary>
    public Latency LastCustomer { get; init; } = Latency.None;

    /// <summary>Latency of the measured HTTP requests.</summary>
    public Latency Requests { get; init; } = Latency.None;

    public double PerSecond { get; init; }

    public long Deliveries { get; init; }

    public double SecondsToFinalState { get; init; }

    public double SecondsToLastAnswer { get; init; }

    public int CustomersWithoutFinalState { get; init; }

    /// <summary>Versions that a customer never got: overtaken by a newer one, or lost.</summary>
    public long Skipped { get; init; }

    public long Repeated { get; init; }

    public long OutOfOrder { get; init; }

    public double ServerMegabytesBefore { get; init; }

    public double ServerMegabytesAfter { get; init; }

    public double StormSeconds { get; init; }

    public int StormFailedRequests { get; init; }

    /// <summary>Checkouts that were answered as placed, those that warmed up included.</summary>
    public int Placed { get; init; }

    /// <summary>Checkouts that were answered as out of stock.</summary>
    public int Refused { get; init; }

    /// <summary>As a share of one processor.</summary>
    public double LoadCpu { get; init; }

    public double ServerCpu { get; init; }

    /// <summary>Processor time of the server while it was measured.</summary>
    public double ServerCpuSeconds { get; init; }

    /// <summary>The whole machine, other processes included.</summary>
    public double MachineCpu { get; init; }
}
