using System.Diagnostics;

namespace LiveShop.Local.Realtime;

/// <summary>
/// Everyone in a group. A group that changes faster than all in it can be told leaves most of the time to the others: to
/// the admins whose changes these are, first of all.
/// </summary>
public sealed class ViewerGroup : NewestOnly<GroupMessage>
{
    /// <summary>After so many, whatever else is waiting has its turn: some tenths of a millisecond.</summary>
    private const int AtATime = 16;

    /// <summary>How long it rests when it has been overtaken, in the time that telling all has taken.</summary>
    private const int Rest = 2;

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
        var receivers = All();
        for (var next = 0; next < receivers.Length; next++)
        {
            receivers[next].Offer(value);
            if (next % AtATime == AtATime - 1)
                await default(LetOthersGo);
        }

        if (HasNewer)
            await Task.Delay(Stopwatch.GetElapsedTime(since) * Rest);
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
