using System.Diagnostics;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>Who calls, and, where they say so (<c>If-Match</c>), which version they have seen.</summary>
public sealed record Caller(Actor Actor, long? ExpectedVersion = null)
{
    public static readonly Caller System = new(Actor.System);
}

/// <summary>Loads a stream, lets it decide, saves what it decided.</summary>
public sealed class LiveStreamCommands(ILiveStreamStore streams, IProductStore products, ConditionalWrites writes, TimeProvider clock)
{
    public async Task<Result<LiveStream>> CreateAsync(string? id, LiveStreamDetails details, Caller caller, CancellationToken cancellation)
    {
        var created = LiveStream.Create(id, details, OriginOf(caller));
        if (!created.IsAccepted)
            return created.Refusal;

        var stream = created.Value.Stream;
        return await streams.TryCreateAsync(stream, created.Value.Change!, cancellation)
            ? stream
            : new Refusal.Conflict("already-exists", $"There is a stream '{stream.StreamId}' already.");
    }

    public Task<Result<LiveStream>> EditAsync(string streamId, LiveStreamEdit edit, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.Edit(edit, OriginOf(caller)), cancellation);

    public Task<Result<LiveStream>> StartAsync(string streamId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.Start(OriginOf(caller)), cancellation);

    public Task<Result<LiveStream>> StopAsync(string streamId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.Stop(OriginOf(caller)), cancellation);

    public Task<Result<LiveStream>> PinAsync(string streamId, string? productId, int? displayOrder, Caller caller, CancellationToken cancellation)
    {
        if (new Validation().Id(productId, "productId").Failed(out var refusal))
            return Task.FromResult<Result<LiveStream>>(refusal);

        return WithProductAsync(streamId, productId!, caller, (stream, product) => stream.Pin(product, displayOrder, OriginOf(caller)), cancellation);
    }

    public Task<Result<LiveStream>> SetActiveAsync(string streamId, string productId, bool isActive, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.SetActive(productId, isActive, OriginOf(caller)), cancellation);

    public Task<Result<LiveStream>> UnpinAsync(string streamId, string productId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.Unpin(productId, OriginOf(caller)), cancellation);

    public Task<Result<LiveStream>> ReorderAsync(string streamId, IReadOnlyList<string>? productIds, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, stream => stream.Reorder(productIds, OriginOf(caller)), cancellation);

    /// <summary>Brings a stream's card of a product up to date with the product as it is now.</summary>
    public Task<Result<LiveStream>> RefreshAsync(string streamId, string productId, CancellationToken cancellation) =>
        WithProductAsync(streamId, productId, Caller.System, (stream, product) => stream.Refresh(product, OriginOf(Caller.System)), cancellation);

    private Task<Result<LiveStream>> WithProductAsync(
        string streamId, string productId, Caller caller,
        Func<LiveStream, Product, Result<LiveStreamDecision>> decide, CancellationToken cancellation) =>
        RunAsync(streamId, caller, async () =>
        {
            // Both reads at once; the product is read anew in every attempt, so that a retry never writes an old card.
            var stream = streams.FindAsync(streamId, cancellation);
            var product = products.FindAsync(productId, cancellation);
            await Task.WhenAll(stream, product);
            return (await stream, (await product)?.Value);
        }, (stream, product) => product is null ? new Refusal.NotFound("product", productId) : decide(stream, product), cancellation);

    private Task<Result<LiveStream>> ChangeAsync(
        string streamId, Caller caller, Func<LiveStream, Result<LiveStreamDecision>> decide, CancellationToken cancellation) =>
        RunAsync(streamId, caller, async () => (await streams.FindAsync(streamId, cancellation), null), (stream, _) => decide(stream), cancellation);

    private Task<Result<LiveStream>> RunAsync(
        string streamId, Caller caller,
        Func<Task<(Stored<LiveStream>? Stream, Product? Product)>> read,
        Func<LiveStream, Product?, Result<LiveStreamDecision>> decide, CancellationToken cancellation) =>
        writes.RunAsync<LiveStream>($"livestream/{streamId}", async () =>
        {
            var (found, product) = await read();
            if (found is null)
                return new Refusal.NotFound("stream", streamId);
            if (caller.ExpectedVersion is { } expected && expected != found.Value.Version)
                return new Refusal.VersionMismatch(found.Value);

            var decided = decide(found.Value, product);
            if (!decided.IsAccepted)
                return decided.Refusal;
            if (decided.Value.Change is not { } change || await streams.TrySaveAsync(decided.Value.Stream, change, found.ETag, cancellation))
                return decided.Value.Stream;
            return null;
        }, cancellation);

    private ChangeOrigin OriginOf(Caller caller) => new(caller.Actor, clock.Now(), Activity.Current?.Id);
}
