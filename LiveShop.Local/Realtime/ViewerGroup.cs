using System.Diagnostics;

namespace LiveShop.Local.Realtime;

/// <summary>
/// Everyone in a group. A group that changes faster than all in it can be told leaves most of the time to the others: to
/// the admins whose changes these are, first of all.
/// </summary>
public sealed class ViewerGroup : Conflater<GroupMessage>
{
    /// <summary>After so many, whatever else is waiting has its turn: some tenths of a millisecond.</summary>
    private const int AtATime = 16;

    /// <summary>How long it rests when it has been overtaken, in the time that telling all has taken.</summary>
    private const int Rest = 2;

    /// <summary>So many are worth another processor: telling them takes some milliseconds, getting one to help some hundredths.</summary>
    private const int WorthAProcessor = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Viewer> viewers = new(StringComparer.Ordinal);
    private volatile Viewer[]? all;

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
            all = null;
        }
    }

    public void Remove(string connectionId)
    {
        lock (gate)
        {
            viewers.Remove(connectionId);
            all = null;
        }
    }

    protected override async ValueTask HandOnAsync(GroupMessage value)
    {
        var since = Stopwatch.GetTimestamp();
        await TellAsync(value, All());
        if (HasNewer)
            await Task.Delay(Stopwatch.GetElapsedTime(since) * Rest);
    }

    private static async Task TellAsync(GroupMessage value, ReadOnlyMemory<Viewer> receivers)
    {
        var tellers = Math.Clamp(receivers.Length / WorthAProcessor, 1, Environment.ProcessorCount);
        var share = receivers.Length / tellers;
        var helping = Enumerable.Range(1, tellers - 1)
            .Select(helper => Task.Run(() => TellInTurnAsync(value, receivers.Slice(receivers.Length - helper * share, share))))
            .ToList();
        await TellInTurnAsync(value, receivers[..^(helping.Count * share)]);
        await Task.WhenAll(helping);
    }

    private static async Task TellInTurnAsync(GroupMessage value, ReadOnlyMemory<Viewer> receivers)
    {
        for (var next = 0; next < receivers.Length; next++)
        {
            receivers.Span[next].Offer(value);
            if (next % AtATime == AtATime - 1)
                await default(LetOthersGo);
        }
    }

    // Copied when somebody has come or left since, not for each message.
    private Viewer[] All()
    {
        if (all is { } unchanged)
            return unchanged;
        lock (gate)
            return all ??= [.. viewers.Values];
    }
}
