using System.Diagnostics;

namespace LiveShop.Bench.Load;

/// <summary>All customers of a run, spread over its streams.</summary>
internal sealed class Audience : IDisposable
{
    private const int Beats = 100;
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop loop;
    private readonly Protocol protocol;

    public Audience(EventLoop loop, Protocol protocol, LoadSpec spec)
    {
        (this.loop, this.protocol) = (loop, protocol);
        Streams = [.. Enumerable.Range(0, spec.Streams).Select(n => new StreamLog($"stream-{n}"))];
        Customers = [.. Enumerable.Range(0, spec.Customers).Select(n => new Customer(Streams[n % Streams.Count]))];
        if (protocol.Heartbeat is { } heartbeat)
            _ = BeatAsync(heartbeat);
    }

    public IReadOnlyList<StreamLog> Streams { get; }

    public IReadOnlyList<Customer> Customers { get; }

    /// <param name="atOnce">How many are on their way in at a time.</param>
    /// <returns>How many tries failed; each is made again, a few times.</returns>
    public async Task<int> ConnectAsync(int atOnce)
    {
        var (next, failed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, Customers.Count)).Select(async _ =>
        {
            while (next < Customers.Count)
            {
                var customer = Customers[next++];
                for (var tries = 0; tries < 5 && !await protocol.JoinAsync(customer); tries++)
                {
                    failed++;
                    await Console.Error.WriteLineAsync($"A customer could not join {customer.Stream.Id}");
                    customer.Dispose();
                    await loop.DelayAsync(TimeSpan.FromMilliseconds(200));
                }
            }
        }));
        return failed;
    }

    /// <summary>Waits until all hold the newest version of their stream.</summary>
    /// <returns>How many do not, even at last.</returns>
    public async Task<int> SettleAsync(TimeSpan patience)
    {
        var until = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        while (Customers.Any(customer => customer.Version < customer.Stream.Version) && Stopwatch.GetTimestamp() < until)
            await loop.DelayAsync(TimeSpan.FromMilliseconds(5));
        return Customers.Count(customer => customer.Version < customer.Stream.Version);
    }

    public LoadResult Count(LoadResult result) => result with
    {
        Deliveries = Customers.Sum(customer => customer.Messages),
        Skipped = Customers.Sum(customer => customer.Skipped),
        Repeated = Customers.Sum(customer => customer.Repeated),
        OutOfOrder = Customers.Sum(customer => customer.OutOfOrder),
    };

    public void ResetCounts()
    {
        foreach (var customer in Customers)
            customer.ResetCounts();
    }

    /// <summary>All gone in the same moment.</summary>
    public void Disconnect()
    {
        foreach (var customer in Customers)
            customer.Dispose();
    }

    public void Dispose() => Disconnect();

    // Every customer once in ten seconds, and not all in the same moment.
    private async Task BeatAsync(byte[] heartbeat)
    {
        for (var beat = 0; ; beat = (beat + 1) % Beats)
        {
            await loop.DelayAsync(BetweenBeats);
            for (var next = beat; next < Customers.Count; next += Beats)
                Customers[next].SendText(heartbeat);
        }
    }
}
