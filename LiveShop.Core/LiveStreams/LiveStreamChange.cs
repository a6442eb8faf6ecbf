using System.Text.Json.Serialization;
using LiveShop.Core.Products;

namespace LiveShop.Core.LiveStreams;

/// <summary>What a change did. Written to documents in kebab case, so members must not be renamed.</summary>
public enum LiveStreamAction
{
    Created,

    /// <summary>Title, description, addresses or date.</summary>
    Edited,

    /// <summary>Went live, for the first time or again.</summary>
    Started,
    Stopped,
    ProductPinned,

    /// <summary>A pinned product got another place.</summary>
    ProductMoved,

    /// <summary>A hidden pin became active.</summary>
    ProductShown,

    /// <summary>An active pin was hidden from customers.</summary>
    ProductHidden,

    /// <summary>By an admin, or by the shop itself because the product was deleted.</summary>
    ProductUnpinned,

    /// <summary>All pins got a new order at once.</summary>
    ProductsReordered,

    /// <summary>A product was changed and copied to its card, in the name of who changed it.</summary>
    ProductRefreshed,

    /// <summary>A pinned product became active and the first.</summary>
    ProductFeatured,

    /// <summary>All active pins were hidden from customers at once.</summary>
    ProductsHidden,

    /// <summary>The note for the host on a pin.</summary>
    ProductNoted,

    /// <summary>Pins that were hidden at once became active again.</summary>
    ProductsShown,

    /// <summary>A pinned product got a lower price for a while.</summary>
    OfferSet,
    OfferWithdrawn,
}

/// <summary>
/// An entry of a stream's journal, for the audit trail, the timeline of a replay and undo. It is written in one transaction
/// with the state that it made, and has that state's <see cref="Version"/>.
/// </summary>
public sealed record LiveStreamChange(
    string StreamId, long Version, DateTimeOffset At, string By, string ById, LiveStreamAction Action)
{
    /// <summary>The product that the change is about; null when it is about none or all.</summary>
    public string? ProductId { get; init; }

    /// <summary>The version of the product that was copied to a card; null when none was copied.</summary>
    public long? ProductVersion { get; init; }

    /// <summary>The availability that was copied with <see cref="ProductVersion"/>; null in entries from before it was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AvailabilityVersion { get; init; }

    /// <summary>The part of the state that the change replaced; null when it replaced nothing.</summary>
    public PriorState? Before { get; init; }

    /// <summary>Where the pin is after a change of its place or activity; null for every other action, and in old entries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PinPosition? After { get; init; }

    /// <summary>The version of the change that this one reverts; null for all that is no undo.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Undoes { get; init; }

    /// <summary>What the card shows after a changed product was copied to it; null for every other action.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductCard? Card { get; init; }

    /// <summary>W3C <c>traceparent</c> of the request that made the change, so that its delivery belongs to the same trace.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>Whether the change copied a product to a card.</summary>
    [JsonIgnore]
    public bool IsCardCopy => ProductId is not null && ProductVersion is not null;

    /// <summary>
    /// Whether a change of a product may have missed a card of this change: one that it copied, or one on a stream that was not
    /// followed before it started.
    /// </summary>
    [JsonIgnore]
    public bool RequiresCardCheck => IsCardCopy || Action == LiveStreamAction.Started;
}

/// <summary>The part of a stream before a change, enough to undo it. Parts that the change did not touch are null.</summary>
/// <param name="Order">The products of all pins in their order.</param>
/// <param name="Shown">The products of the active pins that were hidden.</param>
/// <param name="Hidden">The products of the hidden pins that were shown.</param>
[method: JsonConstructor]
public sealed record PriorState(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveStreamDetails? Details = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveStreamBroadcast? Broadcast = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PinnedProduct? Pin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Order = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Shown = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Hidden = null);

/// <summary>The place and activity of a pin.</summary>
public sealed record PinPosition(int DisplayOrder, bool IsActive);

/// <summary>Whether a stream is live, and when it started and ended.</summary>
public sealed record LiveStreamBroadcast(LiveStreamStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
