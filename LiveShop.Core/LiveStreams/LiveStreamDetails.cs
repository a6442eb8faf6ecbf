using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>A stream's properties that admins edit, as they were sent; <see cref="Check"/> validates them.</summary>
public sealed record LiveStreamDetails(
    string? Title, string? Description, string? PlaybackUrl, string? ThumbnailUrl, DateTimeOffset? ScheduledFor)
{
    public const int MaxTitleLength = 200;
    public const int MaxDescriptionLength = 4000;

    /// <summary>Names of the fields whose values differ.</summary>
    internal IEnumerable<string> FieldsOtherThanIn(LiveStreamDetails other) =>
        Fields.Where(field => !Equals(field.Get(this), field.Get(other))).Select(field => field.Name);

    /// <summary>These details with some fields as in others.</summary>
    internal LiveStreamDetails With(IReadOnlySet<string> fields, LiveStreamDetails others) => new(
        fields.Contains(nameof(Title)) ? others.Title : Title,
        fields.Contains(nameof(Description)) ? others.Description : Description,
        fields.Contains(nameof(PlaybackUrl)) ? others.PlaybackUrl : PlaybackUrl,
        fields.Contains(nameof(ThumbnailUrl)) ? others.ThumbnailUrl : ThumbnailUrl,
        fields.Contains(nameof(ScheduledFor)) ? others.ScheduledFor : ScheduledFor);

    private static readonly (string Name, Func<LiveStreamDetails, object?> Get)[] Fields =
    [
        (nameof(Title), details => details.Title),
        (nameof(Description), details => details.Description),
        (nameof(PlaybackUrl), details => details.PlaybackUrl),
        (nameof(ThumbnailUrl), details => details.ThumbnailUrl),
        (nameof(ScheduledFor), details => details.ScheduledFor),
    ];

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
