using System.Collections.Concurrent;

namespace LiveShop.Local.Realtime;

/// <summary>The groups and their connections. Changes are serialized; looking up a group takes no lock.</summary>
internal sealed class Viewers
{
    /// <summary>Groups of one connection: more streams than anyone watches, few enough to bound what one client can occupy.</summary>
    private const int MaxGroups = 100;

    private readonly ConcurrentDictionary<string, ViewerGroup> groups = new(StringComparer.Ordinal);

    // An array, because nearly every connection is in one group.
    private readonly Dictionary<string, string[]> groupsByConnection = new(StringComparer.Ordinal);

    /// <returns>Null when the group has no connections.</returns>
    public ViewerGroup? In(string group) => groups.GetValueOrDefault(group);

    /// <exception cref="TooManyGroupsException">The connection is in <see cref="MaxGroups"/> groups already.</exception>
    public void Add(string connectionId, string group, Viewer viewer)
    {
        lock (groupsByConnection)
        {
            var joined = groupsByConnection.GetValueOrDefault(connectionId, []);
            if (joined.Contains(group))
                return;
            if (joined.Length == MaxGroups)
                throw new TooManyGroupsException();
            groupsByConnection[connectionId] = [.. joined, group];
            groups.GetOrAdd(group, _ => new ViewerGroup()).Add(connectionId, viewer);
        }
    }

    public void Remove(string connectionId, string group)
    {
        lock (groupsByConnection)
        {
            var joined = groupsByConnection.GetValueOrDefault(connectionId, []);
            if (!joined.Contains(group))
                return;
            RemoveFromGroup(connectionId, group);
            if (joined.Length == 1)
                groupsByConnection.Remove(connectionId);
            else
                groupsByConnection[connectionId] = [.. joined.Where(other => other != group)];
        }
    }

    /// <summary>Removes the connection from all groups.</summary>
    public void Remove(string connectionId)
    {
        lock (groupsByConnection)
        {
            if (!groupsByConnection.Remove(connectionId, out var joined))
                return;
            foreach (var group in joined)
                RemoveFromGroup(connectionId, group);
        }
    }

    private void RemoveFromGroup(string connectionId, string group)
    {
        groups[group].Remove(connectionId);
        if (groups[group].IsEmpty)
            groups.TryRemove(group, out _);
    }
}
