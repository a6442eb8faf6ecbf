using System.ComponentModel.DataAnnotations;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Functions.LiveStreams;

public sealed record CreateLiveStreamRequest(
    string? Id, [property: Required] string? Title, string? Description, string? PlaybackUrl, string? ThumbnailUrl, DateTimeOffset? ScheduledFor)
{
    public LiveStreamDetails ToDetails() => new(Title, Description, PlaybackUrl, ThumbnailUrl, ScheduledFor);
}

/// <summary>What is left out stays, null clears (RFC 7396).</summary>
public sealed record EditLiveStreamRequest(
    Optional<string?> Title, Optional<string?> Description, Optional<string?> PlaybackUrl, Optional<string?> ThumbnailUrl,
    Optional<DateTimeOffset?> ScheduledFor)
{
    public LiveStreamEdit ToEdit() => new(Title, Description, PlaybackUrl, ThumbnailUrl, ScheduledFor);
}

public sealed record PinProductRequest([property: Required] string? ProductId, int? DisplayOrder);

public sealed record SetPinActiveRequest([property: Required] bool? IsActive);

public sealed record ReorderPinsRequest([property: Required] IReadOnlyList<string?>? ProductIds);
