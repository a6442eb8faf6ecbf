using System.Collections.Concurrent;

namespace LiveShop.Sqlite;

/// <summary>Wakes those who wait for a container's next commit.</summary>
internal sealed class CommitSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> next = new(StringComparer.Ordinal);

    /// <summary>Done at the first commit after this call. Ask before reading, wait after finding nothing: then nothing is missed.</summary>
    public Task NextAsync(string container) => next.GetOrAdd(container, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Announce(IEnumerable<string> containers)
    {
        foreach (var container in containers)
        {
            if (next.TryRemove(container, out var waiting))
                waiting.SetResult();
        }
    }
}
