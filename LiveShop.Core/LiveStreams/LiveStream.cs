using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// A live stream and the products pinned to it, immutable: each accepted change makes a new state with <see cref="Version"/>
/// one higher, and a journal entry.
/// </summary>
public sealed partial record LiveStream
{
    private readonly long? detailsVersion;

    [JsonConstructor]
    private LiveStream() { }

    [JsonInclude, JsonRequired]
    public string StreamId { get; private init; } = "";

    [JsonInclude, JsonRequired]
    public string Title { get; private init; } = "";

    [JsonInclude]
    public string? Description { get; private init; }

    [JsonInclude]
    public string? PlaybackUrl { get; private init; }

    [JsonInclude]
    public string? ThumbnailUrl { get; private init; }

    [JsonInclude, JsonRequired]
    public LiveStreamStatus Status { get; private init; }

    [JsonInclude]
    public DateTimeOffset? ScheduledFor { get; private init; }

    [JsonInclude]
    public DateTimeOffset? StartedAt { get; private init; }

    [JsonInclude]
    public DateTimeOffset? EndedAt { get; private init; }

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    /// <summary>
    /// The version at which <see cref="Details"/> last changed. A document from before it was kept reads as its own version:
    /// higher than the truth makes a page read the details once more, lower would let it keep old ones.
    /// </summary>
    [JsonInclude]
    public long DetailsVersion { get => detailsVersion ?? Version; private init => detailsVersion = value; }

    [JsonInclude, JsonRequired]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The <see cref="Core.IdempotencyKey"/> of the request that created the stream, with a digest; null without one.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdempotencyKey { get; private init; }

    /// <summary>All pins in display order, including hidden ones.</summary>
    [JsonInclude, JsonRequired]
    public IReadOnlyList<PinnedProduct> PinnedProducts { get; private init; } = [];

    [JsonIgnore]
    public LiveStreamDetails Details => new(Title, Description, PlaybackUrl, ThumbnailUrl, ScheduledFor);

    [JsonIgnore]
    public LiveStreamBroadcast Broadcast => new(Status, StartedAt, EndedAt);

    /// <summary>The active pins numbered from 0 without gaps; empty unless the stream is live.</summary>
    [JsonIgnore]
    public IReadOnlyList<PinnedProduct> PinsForCustomers =>
        Status == LiveStreamStatus.Live ? Numbered(PinnedProducts.Where(pin => pin.IsActive)) : [];

    /// <param name="streamId">Null for a new id, made of the idempotency key if there is one.</param>
    /// <returns>The stream at version 1, scheduled; refused as <c>validation</c>.</returns>
    public static Result<StateTransition> Create(
        string? streamId, LiveStreamDetails details, ChangeOrigin origin, string? idempotencyKey = null)
    {
        var validation = Core.IdempotencyKey.Check(new(), idempotencyKey);
        if (streamId is not null)
            validation.Id(streamId, "id");
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var nothing = new LiveStream
        {
            StreamId = streamId ?? Identifier.New(idempotencyKey),
            Status = LiveStreamStatus.Scheduled,
            IdempotencyKey = Core.IdempotencyKey.Mark(idempotencyKey, details),
        };
        return nothing.With(details).Next(nothing, LiveStreamAction.Created, origin);
    }

    /// <returns>Refused as <c>validation</c>; the same details change nothing.</returns>
    public Result<StateTransition> Edit(LiveStreamEdit edit, ChangeOrigin origin)
    {
        var details = edit.Of(Details);
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var edited = With(details);
        return edited.Details == Details
            ? Unchanged()
            : edited.Next(this, LiveStreamAction.Edited, origin, before: new(Details: Details));
    }

    /// <summary>Goes live, also again after a stop, with the pins kept.</summary>
    /// <param name="products">
    /// Pinned products as they are now, null for those that are gone: their cards are copied again, each in a change of its own.
    /// </param>
    public Result<StateTransition> Start(ChangeOrigin origin, IReadOnlyDictionary<string, Product?>? products = null)
    {
        if (Status == LiveStreamStatus.Live)
            return Unchanged();

        var (current, copies) = WithCardsOf(products ?? ImmutableDictionary<string, Product?>.Empty, origin with { By = Actor.System });
        var started = (current with { Status = LiveStreamStatus.Live, StartedAt = origin.At, EndedAt = null })
            .Next(current, LiveStreamAction.Started, origin, before: new(Broadcast: Broadcast));
        return started with { Earlier = copies };
    }

    /// <summary>Ends the stream; refused as <c>not-started</c> when it was never live.</summary>
    public Result<StateTransition> Stop(ChangeOrigin origin) => Status switch
    {
        LiveStreamStatus.Ended => Unchanged(),
        LiveStreamStatus.Scheduled => new Refusal.Conflict<LiveStream>(
            "not-started", "The stream has not started, so it cannot be stopped.", this),
        _ => (this with { Status = LiveStreamStatus.Ended, EndedAt = origin.At })
            .Next(this, LiveStreamAction.Stopped, origin, before: new(Broadcast: Broadcast)),
    };

    private StateTransition Unchanged() => new(this, null);

    private StateTransition Next(
        LiveStream previous, LiveStreamAction action, ChangeOrigin origin,
        string? productId = null, PinnedProduct? copied = null, PriorState? before = null, ProductCard? card = null)
    {
        var version = previous.Version + 1;
        var change = new LiveStreamChange(StreamId, version, origin.At, origin.By.Name, origin.By.Id, action)
        {
            ProductId = productId,
            ProductVersion = copied?.ProductVersion,
            AvailabilityVersion = copied?.AvailabilityVersion,
            Before = before,
            Card = card,
            After = LiveStreamSubject.IsPosition(action) && Find(productId!) is { } pin ? new(pin.DisplayOrder, pin.IsActive) : null,
            TraceParent = origin.TraceParent,
        };
        var detailsChanged = action is LiveStreamAction.Created or LiveStreamAction.Edited;
        return new(
            this with
            {
                Version = version,
                DetailsVersion = detailsChanged ? version : previous.DetailsVersion,
                ChangedAt = origin.At,
            },
            change);
    }

    private LiveStream With(LiveStreamDetails details) => this with
    {
        Title = details.Title!.Trim(),
        Description = details.Description,
        PlaybackUrl = details.PlaybackUrl,
        ThumbnailUrl = details.ThumbnailUrl,
        ScheduledFor = details.ScheduledFor,
    };
}
