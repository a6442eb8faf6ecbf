using System.Text.Json.Serialization;

namespace LiveShop.Core.LiveStreams;

public enum LiveStreamAction
{
    Created,
    Edited,
    Started,
    Stopped,
    ProductPinned,
    ProductMoved,
    ProductShown,
    ProductHidden,
    ProductUnpinned,
    ProductsReordered,
    ProductRefreshed,
}

/// <summary>
/// One entry of a stream's journal: the audit trail, the timeline of a replay and the base of undo. It is written together
/// with the state it made, so that <see cref="Version"/> counts both without a gap.
/// </summary>
public sealed record LiveStreamChange(
    string StreamId, long Version, DateTimeOffset At, string By, string ById, LiveStreamAction Action)
{
    /// <summary>The product concerned, where it is one.</summary>
    public string? ProductId { get; init; }

    /// <summary>The version of the product whose card was copied, where one was.</summary>
    public long? ProductVersion { get; init; }

    /// <summary>What the change replaced, and only that; null when nothing was there before.</summary>
    public PriorState? Before { get; init; }

    /// <summary>W3C trace context of the request that made the change, so that its delivery belongs to the same trace.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    [JsonIgnore]
    public bool IsCardCopy => ProductId is not null && ProductVersion is not null;
}

/// <summary>The part of a stream that a change replaced, as it was before: enough to undo it. Parts it left alone are null.</summary>
[method: JsonConstructor]
public sealed record PriorState(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveStreamDetails? Details = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveStreamBroadcast? Broadcast = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PinnedProduct? Pin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Order = null);

/// <summary>Whether a stream is on air, and since and until when.</summary>
public sealed record LiveStreamBroadcast(LiveStreamStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
