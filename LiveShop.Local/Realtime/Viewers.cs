using System.Collections.Concurrent;

namespace LiveShop.Local.Realtime;

/// <summary>Who is in which group. Coming and going take turns; reading a group never waits.</summary>
internal sealed class Viewers
{
    /// <summary>Of one connection: far more streams than anyone watches, and yet no connection can be in all of thousands.</summary>
    public const int MaxGroups = 100;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Viewer>> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> groupsOf = new(StringComparer.Ordinal);

    public IEnumerable<Viewer> In(string group) =>
        groups.TryGetValue(group, out var members) ? members.Select(member => member.Value) : [];

    public void Add(string connectionId, string group, Viewer viewer)
    {
        lock (groupsOf)
        {
            if (!groupsOf.TryGetValue(connectionId, out var joined))
                groupsOf[connectionId] = joined = new(StringComparer.Ordinal);
            if (joined.Count == MaxGroups && !joined.Contains(group))
                throw new TooManyGroupsException();
            if (joined.Add(group))
                groups.GetOrAdd(group, _ => new(StringComparer.Ordinal))[connectionId] = viewer;
        }
    }

    public void Remove(string connectionId, string group)
    {
        lock (groupsOf)
        {
            if (!groupsOf.TryGetValue(connectionId, out var joined) || !joined.Remove(group))
                return;
            Leave(connectionId, group);
            if (joined.Count == 0)
                groupsOf.Remove(connectionId);
        }
    }

    public void Remove(string connectionId)
    {
        lock (groupsOf)
        {
            if (!groupsOf.Remove(connectionId, out var joined))
                return;
            foreach (var group in joined)
                Leave(connectionId, group);
        }
    }

    private void Leave(string connectionId, string group)
    {
        var members = groups[group];
        members.TryRemove(connectionId, out _);
        if (members.IsEmpty)
            groups.TryRemove(group, out _);
    }
}
