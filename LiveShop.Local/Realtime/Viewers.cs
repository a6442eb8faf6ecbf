using System.Collections.Concurrent;

namespace LiveShop.Local.Realtime;

/// <summary>Who is in which group. Coming and going take turns; finding a group does not wait for them.</summary>
internal sealed class Viewers
{
    /// <summary>Of one connection: far more streams than anyone watches, and yet no connection can be in all of thousands.</summary>
    private const int MaxGroups = 100;

    private readonly ConcurrentDictionary<string, ViewerGroup> groups = new(StringComparer.Ordinal);

    // Nearly everyone is in one group, so a list of them is small.
    private readonly Dictionary<string, string[]> groupsOf = new(StringComparer.Ordinal);

    /// <returns>Null when nobody is in it.</returns>
    public ViewerGroup? In(string group) => groups.GetValueOrDefault(group);

    /// <exception cref="TooManyGroupsException">It is in <see cref="MaxGroups"/> already.</exception>
    public void Add(string connectionId, string group, Viewer viewer)
    {
        lock (groupsOf)
        {
            var joined = groupsOf.GetValueOrDefault(connectionId, []);
            if (joined.Contains(group))
                return;
            if (joined.Length == MaxGroups)
                throw new TooManyGroupsException();
            groupsOf[connectionId] = [.. joined, group];
            groups.GetOrAdd(group, _ => new ViewerGroup()).Add(connectionId, viewer);
        }
    }

    public void Remove(string connectionId, string group)
    {
        lock (groupsOf)
        {
            var joined = groupsOf.GetValueOrDefault(connectionId, []);
            if (!joined.Contains(group))
                return;
            Leave(connectionId, group);
            if (joined.Length == 1)
                groupsOf.Remove(connectionId);
            else
                groupsOf[connectionId] = [.. joined.Where(other => other != group)];
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
        groups[group].Remove(connectionId);
        if (groups[group].IsEmpty)
            groups.TryRemove(group, out _);
    }
}
