using System.Text.Json.Serialization;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Functions.LiveStreams;

/// <summary>
/// The whole public state of a stream, the same over HTTP and in every message. A client applies it only when its version is
/// greater than the one it holds.
/// </summary>
/// <param name="DetailsVersion">
/// The version at which title, description, addresses or date last changed: a page that holds an older one reads the stream again.
/// </param>
public record LiveStreamState(
    string StreamId, long Version, LiveStreamStatus Status, string Title,
    DateTimeOffset? StartedAt, DateTimeOffset ChangedAt, long DetailsVersion, IReadOnlyList<PinnedProductState> PinnedProducts)
{
    /// <inheritdoc cref="LiveStreamResource.ForCustomers" />
    public static LiveStreamState ForCustomers(LiveStream stream) => new(
        stream.StreamId, stream.Version, stream.Status, stream.Title,
        stream.StartedAt, stream.ChangedAt, stream.DetailsVersion, PinnedProductState.Of(stream.PinsForCustomers));
}

/// <param name="DisplayOrder">0, 1, 2, … over the pins that are shown.</param>
public sealed record PinnedProductState(string ProductId, int DisplayOrder, DateTimeOffset PinnedAt, bool IsActive, ProductCard Product)
{
    public static IReadOnlyList<PinnedProductState> Of(IReadOnlyList<PinnedProduct> pins) =>
        [.. pins.Select(pin => new PinnedProductState(pin.ProductId, pin.DisplayOrder, pin.PinnedAt, pin.IsActive, pin.Product))];
}

/// <summary>A stream's state and its details, which seldom change during a show and are left out of messages.</summary>
public sealed record LiveStreamResource(
    string StreamId, long Version, LiveStreamStatus Status, string Title,
    DateTimeOffset? StartedAt, DateTimeOffset ChangedAt, long DetailsVersion, IReadOnlyList<PinnedProductState> PinnedProducts,
    [property: JsonPropertyOrder(1)] string? Description,
    [property: JsonPropertyOrder(1)] string? PlaybackUrl,
    [property: JsonPropertyOrder(1)] string? ThumbnailUrl,
    [property: JsonPropertyOrder(1)] DateTimeOffset? ScheduledFor,
    [property: JsonPropertyOrder(1)] DateTimeOffset? EndedAt)
    : LiveStreamState(StreamId, Version, Status, Title, StartedAt, ChangedAt, DetailsVersion, PinnedProducts)
{
    /// <summary>All pins: hidden ones too, and also while the stream is not live.</summary>
    public static LiveStreamResource ForAdmins(LiveStream stream) => Of(stream, stream.PinnedProducts);

    /// <summary>The active pins, and none unless the stream is live.</summary>
    public static new LiveStreamResource ForCustomers(LiveStream stream) => Of(stream, stream.PinsForCustomers);

    private static LiveStreamResource Of(LiveStream stream, IReadOnlyList<PinnedProduct> pins) => new(
        stream.StreamId, stream.Version, stream.Status, stream.Title,
        stream.StartedAt, stream.ChangedAt, stream.DetailsVersion, PinnedProductState.Of(pins),
        stream.Description, stream.PlaybackUrl, stream.ThumbnailUrl, stream.ScheduledFor, stream.EndedAt);
}
