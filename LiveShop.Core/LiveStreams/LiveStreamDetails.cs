using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>A stream's properties that admins edit, as they were sent; <see cref="Check"/> validates them.</summary>
public sealed record LiveStreamDetails(
    string? Title, string? Description, string? PlaybackUrl, string? ThumbnailUrl, DateTimeOffset? ScheduledFor)
{
    public const int MaxTitleLength = 200;
    public const int MaxDescriptionLength = 4000;

    internal void Check(Validation validation) => validation
        .Text(Title, "title", MaxTitleLength, required: true)
        .Text(Description, "description", MaxDescriptionLength, required: false)
        .Url(PlaybackUrl, "playbackUrl")
        .Url(ThumbnailUrl, "thumbnailUrl");
}

/// <summary>A partial update of the details: a field that is left out stays, null clears it.</summary>
public sealed record LiveStreamEdit(
    Optional<string?> Title = default,
    Optional<string?> Description = default,
    Optional<string?> PlaybackUrl = default,
    Optional<string?> ThumbnailUrl = default,
    Optional<DateTimeOffset?> ScheduledFor = default)
{
    internal LiveStreamDetails Of(LiveStreamDetails current) => new(
        Title.Or(current.Title),
        Description.Or(current.Description),
        PlaybackUrl.Or(current.PlaybackUrl),
        ThumbnailUrl.Or(current.ThumbnailUrl),
        ScheduledFor.Or(current.ScheduledFor));
}
