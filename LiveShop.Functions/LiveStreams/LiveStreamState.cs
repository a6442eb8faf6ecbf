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
        stream.StartedAt, stream.ChangedAt, stream.DetailsVersion,
        [.. stream.PinsForCustomers.Select(PinnedProductState.ForCustomers)]);
}

/// <param name="DisplayOrder">0, 1, 2, … over the pins that are shown.</param>
public sealed record PinnedProductState(string ProductId, int DisplayOrder, DateTimeOffset PinnedAt, bool IsActive, ProductCard Product)
{
    /// <summary>Null without an offer. It may not have begun or be over: compare its times with the server's clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OfferState? Offer { get; init; }

    /// <summary>For the host; only admins and assistants get it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>True when it is hidden since a show has shown it; only admins and assistants get it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? WasShown { get; init; }

    public static PinnedProductState ForCustomers(PinnedProduct pin) =>
        new(pin.ProductId, pin.DisplayOrder, pin.PinnedAt, pin.IsActive, pin.Product)
        {
            Offer = pin.Offer is { } offer ? OfferState.Of(offer, pin.Product.Price) : null,
        };

    public static PinnedProductState ForAdmins(PinnedProduct pin) =>
        ForCustomers(pin) with { Note = pin.Note, WasShown = pin.WasShown ? true : null };
}

/// <summary>A lower price for a while, in place of the card's.</summary>
/// <param name="LowestPrice">The lowest price of the 30 days before the offer, to be shown beside it; null when it was not higher.</param>
public sealed record OfferState(Money Price, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Money? LowestPrice)
{
    public static OfferState Of(Offer offer, Money withoutOffer)
    {
        var price = offer.PriceOf(withoutOffer);
        return new(price, offer.StartsAt, offer.EndsAt, offer.LowestPrice.Amount > price.Amount ? offer.LowestPrice : null);
    }
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
    /// <summary>All pins with their notes: hidden ones too, and also while the stream is not live.</summary>
    public static LiveStreamResource ForAdmins(LiveStream stream) =>
        Of(stream, [.. stream.PinnedProducts.Select(PinnedProductState.ForAdmins)]);

    /// <summary>The active pins, and none unless the stream is live.</summary>
    public static new LiveStreamResource ForCustomers(LiveStream stream) =>
        Of(stream, [.. stream.PinsForCustomers.Select(PinnedProductState.ForCustomers)]);

    private static LiveStreamResource Of(LiveStream stream, IReadOnlyList<PinnedProductState> pins) => new(
        stream.StreamId, stream.Version, stream.Status, stream.Title,
        stream.StartedAt, stream.ChangedAt, stream.DetailsVersion, pins,
        stream.Description, stream.PlaybackUrl, stream.ThumbnailUrl, stream.ScheduledFor, stream.EndedAt);
}
