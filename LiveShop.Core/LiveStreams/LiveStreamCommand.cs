using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>A change that somebody wants of a stream, and its place in that stream's queue.</summary>
/// <param name="read">Reads the product that the command is about; gives null when it is about none.</param>
internal sealed class LiveStreamCommand(
    Caller caller, Func<ChangeOrigin> origin, Func<CancellationToken, Task<Product?>> read,
    Func<LiveStream, Product?, ChangeOrigin, Result<StateTransition>> decide)
{
    private readonly TaskCompletionSource<Result<LiveStream>?> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether another command's batch has given this one its result.</summary>
    public bool IsCompleted => turn.Task is { IsCompletedSuccessfully: true, Result: not null };

    /// <returns>The result, once another command's batch has written this one; null once this one is at the head.</returns>
    public Task<Result<LiveStream>?> WaitAsync(CancellationToken cancellation) => turn.Task.WaitAsync(cancellation);

    public void SignalHead() => turn.TrySetResult(null);

    public void Complete(Result<LiveStream> result) => turn.TrySetResult(result);

    public Task<Product?> ReadAsync(CancellationToken cancellation) => read(cancellation);

    public Result<StateTransition> Decide(string streamId, LiveStream? stream, Product? product)
    {
        if (stream is null)
            return new Refusal.NotFound("stream", streamId);
        if (caller.ExpectedVersion?.Include(stream.Version) is false)
            return new Refusal.VersionMismatch<LiveStream>(stream);
        return decide(stream, product, origin());
    }
}
