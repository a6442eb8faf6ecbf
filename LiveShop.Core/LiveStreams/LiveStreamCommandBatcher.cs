using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Commands on a stream that come while it is being written go together in the next write: one read, each decides on what
/// the one before it decided, one conditional save of the last state with all journal entries. So many admins share one
/// wait for the store, and each is answered only when it is over.
/// </summary>
internal sealed class LiveStreamCommandBatcher(ILiveStreamStore streams, ConditionalWriteLoop writes)
{
    /// <summary>With as many journal entries and the state a transaction of Cosmos DB is far from full.</summary>
    public const int MaxTogether = 50;

    private readonly Dictionary<string, List<LiveStreamCommand>> waiting = new(StringComparer.Ordinal);

    public async Task<Result<LiveStream>> RunAsync(string streamId, LiveStreamCommand command, CancellationToken cancellation)
    {
        Enqueue(streamId, command);
        try
        {
            using var turn = await writes.EnterAsync(KeyOf(streamId), cancellation);
            return command.Answer ?? await DecideAndWriteAsync(streamId, command, cancellation);
        }
        finally
        {
            Remove(streamId, [command]);
        }
    }

    // Who is told that it failed must not be taken along by the next, so this ends before the turn does.
    private async Task<Result<LiveStream>> DecideAndWriteAsync(string streamId, LiveStreamCommand command, CancellationToken cancellation)
    {
        try
        {
            return await writes.RepeatAsync<LiveStream>(KeyOf(streamId), () => AttemptAsync(streamId, command, cancellation), cancellation);
        }
        finally
        {
            Remove(streamId, [command]);
        }
    }

    /// <returns>Null when the write lost against another writer; then nobody has an answer, and all are still waiting.</returns>
    private async Task<Result<LiveStream>?> AttemptAsync(string streamId, LiveStreamCommand first, CancellationToken cancellation)
    {
        // All reads at once; products are read anew in every attempt, so that a retry never writes an old card.
        var finding = streams.FindAsync(streamId, cancellation);
        var reading = Together(streamId, first).Select(command => (Command: command, Product: command.ReadAsync(cancellation))).ToList();
        await Task.WhenAll([finding, .. reading.Select(read => read.Product)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var found = await finding;
        var state = found?.Value;
        // Whose product could not be read goes on waiting, and meets that in their own turn: it is no failure of the others'.
        var together = reading.Where(read => read.Command == first || read.Product.IsCompletedSuccessfully).ToList();
        var changes = new List<LiveStreamChange>();
        var answers = new List<Result<LiveStream>>();
        foreach (var (command, product) in together)
        {
            var decided = command.Decide(streamId, state, await product);
            answers.Add(decided.IsAccepted ? decided.Value.Stream : decided.Refusal);
            if (decided is { IsAccepted: true, Value: { Change: { } change, Stream: var next } })
            {
                state = next;
                changes.Add(change);
            }
        }

        if (changes.Count > 0 && !await streams.TrySaveAsync(state!, changes, found!.ETag, cancellation))
            return null;

        foreach (var (read, answer) in together.Zip(answers))
            read.Command.Answer = answer;
        Remove(streamId, [.. together.Select(read => read.Command)]);
        return first.Answer;
    }

    private static string KeyOf(string streamId) => $"livestream/{streamId}";

    private void Enqueue(string streamId, LiveStreamCommand command)
    {
        lock (waiting)
        {
            if (!waiting.TryGetValue(streamId, out var commands))
                waiting[streamId] = commands = [];
            commands.Add(command);
        }
    }

    private List<LiveStreamCommand> Together(string streamId, LiveStreamCommand first)
    {
        lock (waiting)
            return [first, .. waiting[streamId].Where(command => command != first).Take(MaxTogether - 1)];
    }

    private void Remove(string streamId, IReadOnlyCollection<LiveStreamCommand> done)
    {
        lock (waiting)
        {
            if (waiting.TryGetValue(streamId, out var commands) && commands.RemoveAll(done.Contains) > 0 && commands.Count == 0)
                waiting.Remove(streamId);
        }
    }
}

/// <summary>What somebody wants of a stream.</summary>
/// <param name="read">Reads the product that it is about; gives null when it is about none.</param>
internal sealed class LiveStreamCommand(
    Caller caller, Func<ChangeOrigin> origin, Func<CancellationToken, Task<Product?>> read,
    Func<LiveStream, Product?, ChangeOrigin, Result<StateTransition>> decide)
{
    /// <summary>Set once what was decided is written.</summary>
    public Result<LiveStream>? Answer { get; set; }

    public Task<Product?> ReadAsync(CancellationToken cancellation) => read(cancellation);

    public Result<StateTransition> Decide(string streamId, LiveStream? stream, Product? product)
    {
        if (stream is null)
            return new Refusal.NotFound("stream", streamId);
        if (caller.ExpectedVersion is { } expected && expected != stream.Version)
            return new Refusal.VersionMismatch(stream);
        return decide(stream, product, origin());
    }
}
