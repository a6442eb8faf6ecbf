using System.ComponentModel.DataAnnotations;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Functions.LiveStreams;

/// <param name="Id">A new UUID when left out.</param>
public sealed record CreateLiveStreamRequest(
    string? Id, [property: Required] string? Title, string? Description, string? PlaybackUrl, string? ThumbnailUrl,
    DateTimeOffset? ScheduledFor)
{
    public LiveStreamDetails ToDetails() => new(Title, Description, PlaybackUrl, ThumbnailUrl, ScheduledFor);
}

/// <summary>A merge patch (RFC 7396): a member that is left out stays as it is, null clears it.</summary>
public sealed record EditLiveStreamRequest(
    Optional<string?> Title, Optional<string?> Description, Optional<string?> PlaybackUrl, Optional<string?> ThumbnailUrl,
    Optional<DateTimeOffset?> ScheduledFor)
{
    public LiveStreamEdit ToEdit() => new(Title, Description, PlaybackUrl, ThumbnailUrl, ScheduledFor);
}

/// <param name="DisplayOrder">From 0; at the end when left out.</param>
/// <param name="IsActive">False pins it hidden, for the run of show; true when left out.</param>
public sealed record PinProductRequest([property: Required] string? ProductId, int? DisplayOrder, bool? IsActive);

/// <summary>A merge patch (RFC 7396): a member that is left out stays as it is.</summary>
/// <param name="IsActive">False hides it from customers.</param>
/// <param name="Note">For the host, never sent to customers; null removes it.</param>
public sealed record EditPinRequest(Optional<bool?> IsActive, Optional<string?> Note)
{
    public PinEdit ToEdit() => new(IsActive, Note);
}

/// <summary>A price or a percentage, for some seconds or until a time.</summary>
/// <param name="Price">Lower than the product's; of every variant.</param>
/// <param name="PercentOff">1 to 99, off the price of each variant.</param>
/// <param name="Seconds">1 to 86400.</param>
/// <param name="EndsAt">In the future, at most a day from now.</param>
public sealed record SetOfferRequest(Money? Price, int? PercentOff, int? Seconds, DateTimeOffset? EndsAt)
{
    public OfferTerms ToTerms() => new(Price, PercentOff, Seconds, EndsAt);
}

/// <param name="Version">The version that the change made, as the journal has it.</param>
public sealed record UndoRequest([property: Required] long? Version);

/// <param name="ProductId">The next hidden product in display order when left out.</param>
public sealed record FeatureProductRequest(string? ProductId);

/// <param name="ProductIds">All pinned products, each once, in their new order.</param>
public sealed record ReorderPinsRequest([property: Required] IReadOnlyList<string?>? ProductIds);
