using System.Diagnostics;
using System.Text;

namespace LiveShop.Bench.Load;

/// <summary>Changes, and how they come to the customers.</summary>
internal sealed class FanOut(EventLoop loop, LoadSpec spec)
{
    private const int WarmUpCustomers = 20;
    private const int WarmUpChanges = 200;
    private const int ChangesBeforeMeasuring = 40;
    private const int Admins = 4;
    private const int OnTheirWayIn = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Protocol protocol = Protocol.Of(loop, spec);
    private int failed;

    /// <summary>Changes at a steady rate. Late ones count from when they were due, so that a slow server cannot slow its own test.</summary>
    public async Task<LoadResult> ChangesAsync()
    {
        await WarmUpAsync();
        using var audience = new Audience(loop, protocol, spec);
        using var admin = new HttpConnection(loop, spec.Port);
        var connecting = Stopwatch.StartNew();
        failed = await audience.ConnectAsync(OnTheirWayIn);
        connecting.Stop();
        await GetGoingAsync(audience, admin);

        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        for (var change = 0; change < spec.Changes; change++)
        {
            var due = begin + (long)(change / spec.Rate * Stopwatch.Frequency);
            await loop.UntilAsync(due);
            await ChangeAsync(admin, audience.Streams[change % audience.Streams.Count], due);
        }

        var without = await audience.SettleAsync(Patience);
        return audience.Count(usage.Note(new()
        {
            ConnectSeconds = connecting.Elapsed.TotalSeconds,
            Delivery = Latency.Of([.. audience.Streams.SelectMany(stream => stream.Deliveries)]),
            LastCustomer = Latency.Of([.. audience.Streams.SelectMany(stream => stream.Slowest)]),
            CustomersWithoutFinalState = without,
            FailedRequests = failed,
        }));
    }

    /// <summary>As many changes as there are, as fast as a few admins get them answered.</summary>
    public async Task<LoadResult> BurstAsync()
    {
        await WarmUpAsync();
        using var audience = new Audience(loop, protocol, spec);
        using var admin = new HttpConnection(loop, spec.Port);
        failed = await audience.ConnectAsync(OnTheirWayIn);
        await GetGoingAsync(audience, admin);

        var stream = audience.Streams[0];
        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        var left = spec.Changes;
        await Task.WhenAll(Enumerable.Range(0, Admins).Select(async _ =>
        {
            using var http = new HttpConnection(loop, spec.Port);
            while (left-- > 0)
                await ChangeAsync(http, stream, null);
        }));
        var answered = Stopwatch.GetTimestamp();
        var without = await audience.SettleAsync(Patience);

        var counted = audience.Count(new());
        return usage.Note(counted with
        {
            PerSecond = counted.Deliveries / Seconds(begin, audience.Customers.Max(customer => customer.LastMessageAt)),
            SecondsToFinalState = Seconds(begin, audience.Customers.Max(customer => customer.NewestAt)),
            SecondsToLastAnswer = Seconds(begin, answered),
            CustomersWithoutFinalState = without,
            FailedRequests = failed,
        });
    }

    /// <summary>The next change once all have the one before: nothing can be overtaken, and every state goes to everyone.</summary>
    public async Task<LoadResult> StepsAsync()
    {
        await WarmUpAsync();
        using var audience = new Audience(loop, protocol, spec);
        using var admin = new HttpConnection(loop, spec.Port);
        failed = await audience.ConnectAsync(OnTheirWayIn);
        await GetGoingAsync(audience, admin);

        var stream = audience.Streams[0];
        var usage = new Usage(spec.ServerPid);
        var begin = Stopwatch.GetTimestamp();
        for (var change = 0; change < spec.Changes; change++)
        {
            var held = stream.HeldByAsync(audience.Customers.Count, stream.Version + 1);
            await ChangeAsync(admin, stream, null);
            if (await Task.WhenAny(held, loop.DelayAsync(Patience)) != held)
                break;
        }

        var end = Stopwatch.GetTimestamp();
        var counted = audience.Count(new());
        return usage.Note(counted with
        {
            PerSecond = counted.Deliveries / Seconds(begin, end),
            CustomersWithoutFinalState = audience.Customers.Count(customer => customer.Version < stream.Version),
            FailedRequests = failed,
        });
    }

    /// <summary>All come, all are cut off, the stream changes meanwhile, all come again in the same moment.</summary>
    public async Task<LoadResult> CrowdAsync()
    {
        await WarmUpAsync(customers: 300);
        using var admin = new HttpConnection(loop, spec.Port);
        var before = Usage.MegabytesOf(spec.ServerPid);
        using var audience = new Audience(loop, protocol, spec);
        var usage = new Usage(spec.ServerPid);
        var connecting = Stopwatch.StartNew();
        failed = await audience.ConnectAsync(OnTheirWayIn);
        connecting.Stop();
        await GetGoingAsync(audience, admin);
        var after = Usage.MegabytesOf(spec.ServerPid);

        audience.Disconnect();
        await ChangeAsync(admin, audience.Streams[0], null);
        await loop.DelayAsync(TimeSpan.FromSeconds(1));
        var storm = Stopwatch.StartNew();
        var stormFailed = await audience.ConnectAsync(spec.Customers);
        var without = await audience.SettleAsync(Patience);
        return usage.Note(new()
        {
            ConnectSeconds = connecting.Elapsed.TotalSeconds,
            FailedRequests = failed,
            ServerMegabytesBefore = before,
            ServerMegabytesAfter = after,
            StormSeconds = storm.Elapsed.TotalSeconds,
            StormFailedRequests = stormFailed,
            CustomersWithoutFinalState = without,
        });
    }

    // Just-in-time compilers have their say before anything is measured: many changes for few customers.
    private async Task WarmUpAsync(int customers = WarmUpCustomers)
    {
        using var few = new Audience(loop, protocol, spec with { Customers = Math.Min(customers, spec.Customers), Streams = 1 });
        using var admin = new HttpConnection(loop, spec.Port);
        await few.ConnectAsync(OnTheirWayIn);
        await ChangeAsync(few, admin, WarmUpChanges, TimeSpan.Zero);
    }

    private async Task GetGoingAsync(Audience audience, HttpConnection admin)
    {
        await ChangeAsync(audience, admin, ChangesBeforeMeasuring, TimeSpan.FromMilliseconds(25));
        audience.ResetCounts();
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

        await audience.SettleAsync(Patience);
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
