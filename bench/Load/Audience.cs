using System.Diagnostics;

namespace LiveShop.Bench.Load;

/// <summary>All customers of a run, spread over its streams.</summary>
internal sealed class Audience : IDisposable
{
    private const int HeartbeatGroups = 100;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop loop;
    private readonly Protocol protocol;

    public Audience(EventLoop loop, Protocol protocol, LoadSpec spec)
    {
        (this.loop, this.protocol) = (loop, protocol);
        Streams = [.. Enumerable.Range(0, spec.Streams).Select(n => new StreamLog($"stream-{n}"))];
        Customers = [.. Enumerable.Range(0, spec.Customers).Select(n => new Customer(Streams[n % Streams.Count]))];
        if (protocol.Heartbeat is { } heartbeat)
            _ = SendHeartbeatsAsync(heartbeat);
    }

    public IReadOnlyList<StreamLog> Streams { get; }

    public IReadOnlyList<Customer> Customers { get; }

    /// <param name="atOnce">Number of concurrent joins.</param>
    /// <returns>Number of failed attempts; each is retried a few times.</returns>
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

    /// <summary>Waits until all customers have the newest version of their stream.</summary>
    /// <returns>Number of customers that do not have it after the timeout.</returns>
    public async Task<int> SettleAsync(TimeSpan timeout)
    {
        var until = Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * Stopwatch.Frequency);
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

    /// <summary>Closes all connections.</summary>
    public void Disconnect()
    {
        foreach (var customer in Customers)
            customer.Dispose();
    }

    public void Dispose() => Disconnect();

    // Each customer sends one every 10 s, a hundredth of them at a time.
    private async Task SendHeartbeatsAsync(byte[] heartbeat)
    {
        for (var beat = 0; ; beat = (beat + 1) % HeartbeatGroups)
        {
            await loop.DelayAsync(HeartbeatInterval);
            for (var next = beat; next < Customers.Count; next += HeartbeatGroups)
                Customers[next].SendText(heartbeat);
        }
    }
}
