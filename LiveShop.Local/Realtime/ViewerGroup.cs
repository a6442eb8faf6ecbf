using System.Diagnostics;

namespace LiveShop.Local.Realtime;

/// <summary>
/// The connections of a group. A group that changes faster than its messages can be sent backs off, which leaves processor time
/// to the requests that change it.
/// </summary>
public sealed class ViewerGroup : Conflater<GroupMessage>
{
    /// <summary>Sends between two yields to other work on the thread pool: some tenths of a millisecond.</summary>
    private const int YieldEvery = 16;

    /// <summary>Back-off after a conflated broadcast, as a multiple of that broadcast's duration.</summary>
    private const int BackoffFactor = 2;

    /// <summary>Connections that justify another worker: sending to them takes milliseconds, starting a worker hundredths of one.</summary>
    private const int ViewersPerWorker = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Viewer> viewers = new(StringComparer.Ordinal);
    private volatile Viewer[]? snapshot;

    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return viewers.Count == 0;
        }
    }

    public void Add(string connectionId, Viewer viewer)
    {
        lock (gate)
        {
            viewers[connectionId] = viewer;
            snapshot = null;
        }
    }

    public void Remove(string connectionId)
    {
        lock (gate)
        {
            viewers.Remove(connectionId);
            snapshot = null;
        }
    }

    protected override async ValueTask ProcessAsync(GroupMessage value)
    {
        var start = Stopwatch.GetTimestamp();
        await BroadcastAsync(value, Snapshot());
        if (HasNewer)
            await Task.Delay(Stopwatch.GetElapsedTime(start) * BackoffFactor);
    }

    private static async Task BroadcastAsync(GroupMessage message, ReadOnlyMemory<Viewer> receivers)
    {
        var workers = Math.Clamp(receivers.Length / ViewersPerWorker, 1, Environment.ProcessorCount);
        var chunk = receivers.Length / workers;
        var others = Enumerable.Range(1, workers - 1)
            .Select(worker => Task.Run(() => BroadcastRangeAsync(message, receivers.Slice(receivers.Length - worker * chunk, chunk))))
            .ToList();
        await BroadcastRangeAsync(message, receivers[..^(others.Count * chunk)]);
        await Task.WhenAll(others);
    }

    private static async Task BroadcastRangeAsync(GroupMessage message, ReadOnlyMemory<Viewer> receivers)
    {
        for (var i = 0; i < receivers.Length; i++)
        {
            receivers.Span[i].Post(message);
            if (i % YieldEvery == YieldEvery - 1)
                await Task.Yield();
        }
    }

    // Copied after a change of the group, not for each message.
    private Viewer[] Snapshot()
    {
        if (snapshot is { } current)
            return current;
        lock (gate)
            return snapshot ??= [.. viewers.Values];
    }
}
