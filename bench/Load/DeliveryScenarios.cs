using System.Diagnostics;
using System.Text;

namespace LiveShop.Bench.Load;

/// <summary>Scenarios that change streams and measure how the changes reach the customers.</summary>
internal sealed class DeliveryScenarios(EventLoop loop, LoadSpec spec)
{
    private const int WarmUpCustomers = 20;
    private const int CrowdWarmUpCustomers = 300;
    private const int WarmUpChanges = 200;
    private const int ChangesBeforeMeasuring = 40;
    private const int BurstAdmins = 4;
    private const int ConcurrentJoins = 100;
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(30);

    private readonly Protocol protocol = Protocol.Of(loop, spec);
    private int failed;

    /// <summary>
    /// Changes at a steady rate, measured from when they were due, so that a slow server cannot slow down its own test.
    /// </summary>
    public Task<LoadResult> ChangesAsync() => WithAudienceAsync(async (audience, admin, connectSeconds) =>
    {
        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        for (var change = 0; change < spec.Changes; change++)
        {
            var due = begin + (long)(change / spec.Rate * Stopwatch.Frequency);
            await loop.UntilAsync(due);
            await ChangeAsync(admin, audience.Streams[change % audience.Streams.Count], due);
        }

        var without = await audience.SettleAsync(SettleTimeout);
        return audience.Count(usage.Note(new()
        {
            ConnectSeconds = connectSeconds,
            Delivery = Latency.Of([.. audience.Streams.SelectMany(stream => stream.Deliveries)]),
            LastCustomer = Latency.Of([.. audience.Streams.SelectMany(stream => stream.Slowest)]),
            CustomersWithoutFinalState = without,
        }));
    });

    /// <summary>Changes as fast as a few admins get them answered.</summary>
    public Task<LoadResult> BurstAsync() => WithAudienceAsync(async (audience, _, _) =>
    {
        var stream = audience.Streams[0];
        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        var left = spec.Changes;
        await Task.WhenAll(Enumerable.Range(0, BurstAdmins).Select(async _ =>
        {
            using var http = new HttpConnection(loop, spec.Port);
            while (left-- > 0)
                await ChangeAsync(http, stream, null);
        }));
        var answered = Stopwatch.GetTimestamp();
        var without = await audience.SettleAsync(SettleTimeout);

        var counted = audience.Count(new());
        return usage.Note(counted with
        {
            PerSecond = counted.Deliveries / Seconds(begin, audience.Customers.Max(customer => customer.LastMessageAt)),
            SecondsToFinalState = Seconds(begin, audience.Customers.Max(customer => customer.NewestAt)),
            SecondsToLastAnswer = Seconds(begin, answered),
            CustomersWithoutFinalState = without,
        });
    });

    /// <summary>Each change after all customers have the one before, so that no state is skipped.</summary>
    public Task<LoadResult> StepsAsync() => WithAudienceAsync(async (audience, admin, _) =>
    {
        var stream = audience.Streams[0];
        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        for (var change = 0; change < spec.Changes; change++)
        {
            var held = stream.HeldByAsync(audience.Customers.Count, stream.Version + 1);
            await ChangeAsync(admin, stream, null);
            if (await Task.WhenAny(held, loop.DelayAsync(SettleTimeout)) != held)
                break;
        }

        var end = Stopwatch.GetTimestamp();
        var counted = audience.Count(new());
        return usage.Note(counted with
        {
            PerSecond = counted.Deliveries / Seconds(begin, end),
            CustomersWithoutFinalState = audience.Customers.Count(customer => customer.Version < stream.Version),
        });
    });

    /// <summary>All customers connect, are disconnected, the stream changes meanwhile, and all reconnect at once.</summary>
    public async Task<LoadResult> CrowdAsync()
    {
        await WarmUpAsync(CrowdWarmUpCustomers);
        var before = Usage.MegabytesOf(spec.ServerPid);
        var usage = new Usage(spec.ServerPid);
        return await WithConnectedAsync(async (audience, admin, connectSeconds) =>
        {
            var after = Usage.MegabytesOf(spec.ServerPid);
            audience.Disconnect();
            await ChangeAsync(admin, audience.Streams[0], null);
            await loop.DelayAsync(TimeSpan.FromSeconds(1));
            var storm = Stopwatch.StartNew();
            var stormFailed = await audience.ConnectAsync(spec.Customers);
            var without = await audience.SettleAsync(SettleTimeout);
            return usage.Note(new()
            {
                ConnectSeconds = connectSeconds,
                ServerMegabytesBefore = before,
                ServerMegabytesAfter = after,
                StormSeconds = storm.Elapsed.TotalSeconds,
                StormFailedRequests = stormFailed,
                CustomersWithoutFinalState = without,
            });
        });
    }

    private async Task<LoadResult> WithAudienceAsync(Func<Audience, HttpConnection, double, Task<LoadResult>> measure)
    {
        await WarmUpAsync(WarmUpCustomers);
        return await WithConnectedAsync(measure);
    }

    /// <param name="measure">Gets the connected customers, an admin's connection, and the seconds it took to connect.</param>
    private async Task<LoadResult> WithConnectedAsync(Func<Audience, HttpConnection, double, Task<LoadResult>> measure)
    {
        using var audience = new Audience(loop, protocol, spec);
        using var admin = new HttpConnection(loop, spec.Port);
        var connecting = Stopwatch.StartNew();
        failed = await audience.ConnectAsync(ConcurrentJoins);
        connecting.Stop();
        await ChangeAsync(audience, admin, ChangesBeforeMeasuring, TimeSpan.FromMilliseconds(25));
        audience.ResetCounts();
        return await measure(audience, admin, connecting.Elapsed.TotalSeconds) with { FailedRequests = failed };
    }

    // Lets just-in-time compilers compile the code before anything is measured.
    private async Task WarmUpAsync(int customers)
    {
        using var few = new Audience(loop, protocol, spec with { Customers = Math.Min(customers, spec.Customers), Streams = 1 });
        using var admin = new HttpConnection(loop, spec.Port);
        await few.ConnectAsync(ConcurrentJoins);
        await ChangeAsync(few, admin, WarmUpChanges, TimeSpan.Zero);
    }

    private async Task ChangeAsync(Audience audience, HttpConnection admin, int changes, TimeSpan pause)
    {
        foreach (var stream in audience.Streams)
            stream.Version = await protocol.VersionAsync(admin, stream);
        for (var change = 0; change < changes; change++)
        {
            await ChangeAsync(admin, audience.Streams[change % audience.Streams.Count], null);
            if (pause > TimeSpan.Zero)
                await loop.DelayAsync(pause);
        }

        await audience.SettleAsync(SettleTimeout);
        await loop.DelayAsync(TimeSpan.FromSeconds(1));
    }

    private async Task ChangeAsync(HttpConnection http, StreamLog stream, long? due)
    {
        var request = protocol.Change(stream, stream.Asked++);
        if (due is { } since)
            stream.Expect(stream.Version + 1, since);
        if (protocol is NchanProtocol)
            stream.Version++;
        var reply = await http.SendAsync(request);
        if (!reply.IsSuccess)
        {
            failed++;
            await Console.Error.WriteLineAsync($"A change was answered with {reply.Status}: {Encoding.UTF8.GetString(reply.Body)}");
        }

        stream.Version = Math.Max(stream.Version, reply.Version);
    }

    private static double Seconds(long begin, long end) => (end - begin) / (double)Stopwatch.Frequency;
}
