using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>A change that somebody wants of a stream, and its place in that stream's queue.</summary>
/// <param name="read">Reads the products that the command is about, null for one that does not exist.</param>
internal sealed class LiveStreamCommand(
    Caller caller, Func<ChangeOrigin> origin, LiveStreamCommand.ReadProducts read,
    Func<LiveStream, IReadOnlyDictionary<string, Product?>, ChangeOrigin, Result<StateTransition>> decide)
{
    /// <param name="stream">The stream that is being read.</param>
    internal delegate Task<IReadOnlyDictionary<string, Product?>> ReadProducts(Task<Stored<LiveStream>?> stream, CancellationToken cancellation);

    private readonly TaskCompletionSource<Result<LiveStream>?> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether another command's batch has given this one its result.</summary>
    public bool IsCompleted => turn.Task is { IsCompletedSuccessfully: true, Result: not null };

    /// <returns>The result, once another command's batch has written this one; null once this one is at the head.</returns>
    public Task<Result<LiveStream>?> WaitAsync(CancellationToken cancellation) => turn.Task.WaitAsync(cancellation);

    public void SignalHead() => turn.TrySetResult(null);

    public void Complete(Result<LiveStream> result) => turn.TrySetResult(result);

    public Task<IReadOnlyDictionary<string, Product?>> ReadAsync(Task<Stored<LiveStream>?> stream, CancellationToken cancellation) =>
        read(stream, cancellation);

    public Result<StateTransition> Decide(string streamId, LiveStream? stream, IReadOnlyDictionary<string, Product?> products)
    {
        if (stream is null)
            return new Refusal.NotFound("stream", streamId);
        if (caller.ExpectedVersion?.Include(stream.Version) is false)
            return new Refusal.VersionMismatch<LiveStream>(stream);
        return decide(stream, products, origin());
    }
}
