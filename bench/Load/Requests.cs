using System.Diagnostics;

namespace LiveShop.Bench.Load;

/// <summary>Sends requests as fast as they are answered, one at a time on each connection.</summary>
internal sealed class Requests(EventLoop loop, LoadSpec spec)
{
    private const int Readers = 16;
    private const double WarmUpSeconds = 1.5;

    private readonly Protocol protocol = Protocol.Of(loop, spec);
    private readonly List<long> latencies = [];
    private int failed;

    /// <summary>Each admin pins and unpins a product of their own, so that every request is a change.</summary>
    public Task<LoadResult> PinsAsync() => MeasureAsync(spec.Admins, (admin, turn) =>
    {
        var stream = new StreamLog($"stream-{(spec.OwnStreams ? admin : 0)}");
        var product = spec.Pins + admin;
        return turn % 2 == 0 ? protocol.Pin(stream, product) : protocol.Unpin(stream, product);
    });

    public async Task<LoadResult> ReadsAsync()
    {
        using var http = new HttpConnection(loop, spec.Port);
        var stream = new StreamLog("stream-0");
        var condition = spec.Conditional ? $"If-None-Match: \"{await protocol.VersionAsync(http, stream)}\"\r\n" : "";
        var request = Protocol.Snapshot(stream, condition);
        return await MeasureAsync(Readers, (_, _) => request, spec.Conditional ? 304 : 200);
    }

    private async Task<LoadResult> MeasureAsync(int connections, Func<int, int, byte[]> request, int? expected = null)
    {
        var isOver = false;
        var callers = Enumerable.Range(0, connections).Select(async caller =>
        {
            using var http = new HttpConnection(loop, spec.Port);
            for (var turn = 0; !isOver; turn++)
            {
                var since = Stopwatch.GetTimestamp();
                var reply = await http.SendAsync(request(caller, turn));
                latencies.Add(Stopwatch.GetTimestamp() - since);
                if (expected is { } status ? reply.Status != status : !reply.IsSuccess)
                    failed++;
                if (reply.Status == 0)
                    return;
            }
        }).ToList();

        await loop.DelayAsync(TimeSpan.FromSeconds(WarmUpSeconds));
        latencies.Clear();
        var usage = new Usage(spec.ServerPid);
        var watch = Stopwatch.StartNew();
        await loop.DelayAsync(TimeSpan.FromSeconds(spec.Seconds));
        var perSecond = latencies.Count / watch.Elapsed.TotalSeconds;
        var result = usage.Note(new() { PerSecond = perSecond, Requests = Latency.Of([.. latencies]), FailedRequests = failed });
        isOver = true;
        await Task.WhenAll(callers);
        return result;
    }
}
