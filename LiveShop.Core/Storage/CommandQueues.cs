using LiveShop.Core.Results;

namespace LiveShop.Core.Storage;

/// <summary>A command in the queue of the document that it writes.</summary>
internal abstract class QueuedCommand<T> where T : class
{
    private readonly TaskCompletionSource<Result<T>?> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether another command's batch has given this one its result.</summary>
    public bool IsCompleted => turn.Task is { IsCompletedSuccessfully: true, Result: not null };

    /// <returns>The result, once another command's batch has written this one; null once this one is at the head.</returns>
    public Task<Result<T>?> WaitAsync(CancellationToken cancellation) => turn.Task.WaitAsync(cancellation);

    public void SignalHead() => turn.TrySetResult(null);

    public void Complete(Result<T> result) => turn.TrySetResult(result);
}

/// <summary>
/// The queues of a group commit, one for each document: the command at the head is written together with those behind it.
/// </summary>
internal sealed class CommandQueues<TCommand, T>(int maxBatchSize)
    where TCommand : QueuedCommand<T>
    where T : class
{
    private readonly Dictionary<string, List<TCommand>> queues = new(StringComparer.Ordinal);

    /// <summary>Waits until the command is at the head or an earlier head has written it.</summary>
    /// <param name="writeBatch">Writes the batch at the head and answers the head's result.</param>
    public async Task<Result<T>> RunAsync(
        string key, TCommand command, Func<Task<Result<T>>> writeBatch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Enqueue(key, command);
        try
        {
            return await command.WaitAsync(cancellation) ?? await writeBatch();
        }
        finally
        {
            Leave(key, command);
        }
    }

    /// <summary>The command at the head and those behind it that have no result yet.</summary>
    public IReadOnlyList<TCommand> NextBatch(string key)
    {
        lock (queues)
            return queues[key].Where(command => !command.IsCompleted).Take(maxBatchSize).ToList();
    }

    private void Enqueue(string key, TCommand command)
    {
        lock (queues)
        {
            if (!queues.TryGetValue(key, out var queue))
                queues[key] = queue = [];
            queue.Add(command);
            queue[0].SignalHead();
        }
    }

    /// <summary>Removes the command, written, failed or cancelled, and those written with it, before the next head is signalled.</summary>
    private void Leave(string key, TCommand command)
    {
        lock (queues)
        {
            if (!queues.TryGetValue(key, out var queue))
                return;
            queue.RemoveAll(queued => queued == command || queued.IsCompleted);
            if (queue.Count == 0)
                queues.Remove(key);
            else
                queue[0].SignalHead();
        }
    }
}
