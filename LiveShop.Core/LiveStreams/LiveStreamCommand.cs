using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>A change that somebody wants of a stream, and its place in that stream's queue.</summary>
/// <param name="read">Reads the products that the command is about, null for one that does not exist.</param>
internal sealed class LiveStreamCommand(
    Caller caller, Func<ChangeOrigin> origin, LiveStreamCommand.ReadProducts read,
    LiveStreamCommand.Decision decide) : QueuedCommand<LiveStream>
{
    /// <param name="stream">The stream that is being read.</param>
    internal delegate Task<IReadOnlyDictionary<string, Product?>> ReadProducts(Task<Stored<LiveStream>?> stream, CancellationToken cancellation);

    /// <param name="unsaved">Changes decided before this command in the same write, which the journal does not have yet.</param>
    internal delegate Result<StateTransition> Decision(
        LiveStream stream, IReadOnlyDictionary<string, Product?> products, IReadOnlyList<LiveStreamChange> unsaved, ChangeOrigin origin);

    public Task<IReadOnlyDictionary<string, Product?>> ReadAsync(Task<Stored<LiveStream>?> stream, CancellationToken cancellation) =>
        read(stream, cancellation);

    public Result<StateTransition> Decide(
        string streamId, LiveStream? stream, IReadOnlyDictionary<string, Product?> products, IReadOnlyList<LiveStreamChange> unsaved)
    {
        if (stream is null)
            return new Refusal.NotFound("stream", streamId);
        if (caller.ExpectedVersion?.Include(stream.Version) is false)
            return new Refusal.VersionMismatch<LiveStream>(stream);
        return decide(stream, products, unsaved, origin());
    }
}
