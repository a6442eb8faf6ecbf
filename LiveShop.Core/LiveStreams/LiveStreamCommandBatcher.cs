using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Group commit per stream: the command at the head of a stream's queue is written together with those behind it, in one
/// read and one conditional save. Each decides on the state that the one before it made, and has its own result.
/// </summary>
internal sealed class LiveStreamCommandBatcher(ILiveStreamStore streams, ConditionalWriteLoop writes)
{
    /// <summary>Bounds the reads of a batch; its write is bounded by <see cref="LiveStreamTransaction"/>.</summary>
    public const int MaxBatchSize = 50;

    private readonly CommandQueues<LiveStreamCommand, LiveStream> queues = new(MaxBatchSize);

    /// <summary>Waits until the command is at the head or an earlier head has written it; at the head, writes the batch.</summary>
    public Task<Result<LiveStream>> RunAsync(string streamId, LiveStreamCommand command, CancellationToken cancellation) =>
        queues.RunAsync(
            streamId, command,
            () => writes.RetryAsync<LiveStream>($"livestream/{streamId}", () => AttemptAsync(streamId, cancellation), cancellation),
            cancellation);

    /// <returns>
    /// The result of the command at the head; null when the write lost against another writer, and no command has a result.
    /// </returns>
    private async Task<Result<LiveStream>?> AttemptAsync(string streamId, CancellationToken cancellation)
    {
        // Taken before the reads begin: a command must not be decided on a state that was read before the command came.
        var batch = queues.NextBatch(streamId);
        var finding = streams.FindAsync(streamId, cancellation);
        // Products are read again in every attempt, because a retry must not write an old card.
        var reading = batch.Select(command => (Command: command, Products: command.ReadAsync(finding, cancellation))).ToList();
        await Task.WhenAll([finding, .. reading.Select(read => read.Products)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var stored = await finding;
        var transaction = new LiveStreamTransaction(stored?.Value);
        var head = reading[0].Command;
        var results = new List<(LiveStreamCommand Command, Result<LiveStream> Result)>();
        // A command behind the head whose product could not be read stays queued and fails, if at all, at the head.
        foreach (var (command, products) in reading.Where(read => read.Command == head || read.Products.IsCompletedSuccessfully))
        {
            var decided = command.Decide(streamId, transaction.State, await products, transaction.Changes);
            var fits = !decided.IsAccepted || transaction.TryAdd(decided.Value);
            if (!fits && command != head)
                break;
            results.Add((command, fits ? decided.Map(transition => transition.Stream) : TooLarge(transaction.State!)));
        }

        if (transaction.Changes.Count > 0
            && !await streams.TrySaveAsync(transaction.State!, transaction.Changes, stored!.ETag, cancellation))
        {
            return null;
        }

        foreach (var (command, result) in results)
            command.Complete(result);
        return results[0].Result;
    }

    private static Refusal.Conflict<LiveStream> TooLarge(LiveStream stream) =>
        new("too-large", "The stream and this change are too large for one write. Shorten its texts or unpin products.", stream);
}
