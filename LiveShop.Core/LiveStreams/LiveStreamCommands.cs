using System.Diagnostics;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>Commands on streams: load, let the stream decide, save. Concurrent commands on one stream share a write.</summary>
/// <remarks>A lost write is decided again; when all attempts lose, the result is the refusal <c>contention</c>.</remarks>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class LiveStreamCommands(ILiveStreamStore streams, IProductStore products, ConditionalWriteLoop writes, TimeProvider clock)
{
    private static readonly Task<IReadOnlyDictionary<string, Product?>> NoProducts =
        Task.FromResult<IReadOnlyDictionary<string, Product?>>(new Dictionary<string, Product?>());

    private readonly LiveStreamCommandBatcher batcher = new(streams, writes);

    public Task<Result<LiveStream>> CreateAsync(string? id, LiveStreamDetails details, Caller caller, CancellationToken cancellation) =>
        CreateAsync(id, null, details, caller, cancellation);

    /// <summary>Creates a stream; a repeated request with the same idempotency key gets the stream that the first one created.</summary>
    public async Task<Result<LiveStream>> CreateAsync(
        string? id, string? idempotencyKey, LiveStreamDetails details, Caller caller, CancellationToken cancellation)
    {
        var created = LiveStream.Create(id, details, OriginOf(caller)(), idempotencyKey);
        if (!created.IsAccepted)
            return created.Refusal;

        var stream = created.Value.Stream;
        if (await streams.TryCreateAsync(stream, created.Value.Change!, cancellation))
            return stream;
        if (idempotencyKey is not null
            && await streams.FindAsync(stream.StreamId, cancellation) is { Value: var found }
            && IdempotencyKey.HaveSameKey(found.IdempotencyKey, stream.IdempotencyKey))
        {
            return found.IdempotencyKey == stream.IdempotencyKey ? found : new Refusal.IdempotencyKeyReused<LiveStream>(found);
        }

        return new Refusal.Conflict("already-exists", $"There is a stream '{stream.StreamId}' already.");
    }

    public Task<Result<LiveStream>> EditAsync(string streamId, LiveStreamEdit edit, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.Edit(edit, origin), cancellation);

    public Task<Result<LiveStream>> StartAsync(string streamId, Caller caller, CancellationToken cancellation) =>
        RunAsync(streamId, caller, ReadProductsOfEndedAsync, (stream, products, _, origin) => stream.Start(origin, products), cancellation);

    public Task<Result<LiveStream>> StopAsync(string streamId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.Stop(origin), cancellation);

    public Task<Result<LiveStream>> PinAsync(string streamId, string? productId, int? displayOrder, Caller caller, CancellationToken cancellation) =>
        PinAsync(streamId, productId, displayOrder, isActive: true, caller, cancellation);

    public Task<Result<LiveStream>> PinAsync(
        string streamId, string? productId, int? displayOrder, bool isActive, Caller caller, CancellationToken cancellation)
    {
        if (new Validation().Id(productId, "productId").Failed(out var refusal))
            return Task.FromResult<Result<LiveStream>>(refusal);

        return WithProductAsync(
            streamId, productId!, caller, (stream, product, origin) => stream.Pin(product, displayOrder, origin, isActive), cancellation);
    }

    public Task<Result<LiveStream>> SetActiveAsync(string streamId, string productId, bool isActive, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.SetActive(productId, isActive, origin), cancellation);

    public Task<Result<LiveStream>> EditPinAsync(string streamId, string productId, PinEdit edit, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.EditPin(productId, edit, origin), cancellation);

    /// <param name="productId">Null for the next of the run of show.</param>
    public Task<Result<LiveStream>> FeatureAsync(string streamId, string? productId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.Feature(productId, origin), cancellation);

    public Task<Result<LiveStream>> HideAllAsync(string streamId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.HideAll(origin), cancellation);

    public Task<Result<LiveStream>> UnpinAsync(string streamId, string productId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.Unpin(productId, origin), cancellation);

    public Task<Result<LiveStream>> ReorderAsync(string streamId, IReadOnlyList<string>? productIds, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.Reorder(productIds, origin), cancellation);

    public Task<Result<LiveStream>> SetOfferAsync(
        string streamId, string productId, OfferTerms terms, Caller caller, CancellationToken cancellation) =>
        WithProductAsync(streamId, productId, caller, (stream, product, origin) => stream.SetOffer(product, terms, origin), cancellation);

    public Task<Result<LiveStream>> WithdrawOfferAsync(string streamId, string productId, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(streamId, caller, (stream, origin) => stream.WithdrawOffer(productId, origin), cancellation);

    /// <summary>Reverts a change of the last hour by a new one.</summary>
    /// <inheritdoc cref="LiveStream.Undo" path="/returns" />
    public Task<Result<LiveStream>> UndoAsync(string streamId, long version, Caller caller, CancellationToken cancellation)
    {
        var undo = new UndoReads(streams, products, version);
        return RunAsync(
            streamId, caller, undo.ReadAsync,
            (stream, products, unsaved, origin) => stream.Undo(version, [.. undo.Changes, .. unsaved], products, origin), cancellation);
    }

    /// <summary>Copies the product as it is now to the stream's card of it.</summary>
    public Task<Result<LiveStream>> RefreshAsync(string streamId, string productId, CancellationToken cancellation) =>
        WithProductAsync(streamId, productId, Caller.System, (stream, product, origin) => stream.Refresh(product, origin), cancellation);

    private Task<Result<LiveStream>> WithProductAsync(
        string streamId, string productId, Caller caller,
        Func<LiveStream, Product, ChangeOrigin, Result<StateTransition>> decide, CancellationToken cancellation) =>
        RunAsync(
            streamId, caller,
            async (_, reading) => new Dictionary<string, Product?> { [productId] = (await products.FindAsync(productId, reading))?.Value },
            (stream, read, _, origin) => read[productId] is { } product ? decide(stream, product, origin) : new Refusal.NotFound("product", productId),
            cancellation);

    private Task<Result<LiveStream>> ChangeAsync(
        string streamId, Caller caller, Func<LiveStream, ChangeOrigin, Result<StateTransition>> decide, CancellationToken cancellation) =>
        RunAsync(streamId, caller, (_, _) => NoProducts, (stream, _, _, origin) => decide(stream, origin), cancellation);

    private Task<Result<LiveStream>> RunAsync(
        string streamId, Caller caller, LiveStreamCommand.ReadProducts read, LiveStreamCommand.Decision decide,
        CancellationToken cancellation) =>
        batcher.RunAsync(streamId, new LiveStreamCommand(caller, OriginOf(caller), read, decide), cancellation);

    // A stream that has ended keeps the cards that it showed, so they are copied again when it is started again.
    private async Task<IReadOnlyDictionary<string, Product?>> ReadProductsOfEndedAsync(Task<Stored<LiveStream>?> finding, CancellationToken cancellation)
    {
        if (await finding is not { Value: { Status: LiveStreamStatus.Ended, PinnedProducts: { Count: > 0 } pins } })
            return await NoProducts;

        var found = await products.FindManyAsync([.. pins.Select(pin => pin.ProductId)], cancellation);
        return pins.ToDictionary(pin => pin.ProductId, pin => found.FirstOrDefault(product => product.Id == pin.ProductId));
    }

    // The trace is taken here, because the command may be decided in the batch of another request.
    private Func<ChangeOrigin> OriginOf(Caller caller)
    {
        var trace = Activity.Current?.Id;
        return () => new(caller.Actor, clock.Now(), trace);
    }
}
