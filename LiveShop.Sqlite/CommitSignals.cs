using System.Collections.Concurrent;

namespace LiveShop.Sqlite;

/// <summary>Signals the commits of each container.</summary>
internal sealed class CommitSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> next = new(StringComparer.Ordinal);

    /// <summary>Completes at the container's first commit after this call. Call it before reading, so that no commit is missed.</summary>
    public Task WaitAsync(string container) => next.GetOrAdd(container, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Completes the waits for these containers.</summary>
    public void Pulse(IEnumerable<string> containers)
    {
        foreach (var container in containers)
        {
            if (next.TryRemove(container, out var waiting))
                waiting.SetResult();
        }
    }
}
