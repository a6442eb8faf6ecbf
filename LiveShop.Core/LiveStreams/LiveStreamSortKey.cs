using System.Globalization;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// The order of lists of streams as a text to sort by, ascending and ordinal: live streams, the latest start first; then
/// scheduled ones, the next date first and those without a date last; then ended ones, the latest end first. It ends with the
/// stream's id, so that no two streams have the same.
/// </summary>
public static class LiveStreamSortKey
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    public static string Of(LiveStream stream) => Of(stream.Status, stream.Status switch
    {
        LiveStreamStatus.Live => stream.StartedAt,
        LiveStreamStatus.Ended => stream.EndedAt,
        _ => stream.ScheduledFor,
    }, stream.StreamId);

    /// <param name="date">The date that the status sorts by: the start, the end, or the date that the stream is scheduled for.</param>
    public static string Of(LiveStreamStatus status, DateTimeOffset? date, string streamId)
    {
        var time = date?.ToUnixTimeMilliseconds();
        var place = status == LiveStreamStatus.Scheduled ? (time ?? Latest) - Earliest : Latest - (time ?? Earliest);
        return string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(status)}{place:D15}-{streamId}");
    }

    /// <summary>The beginning that the keys of all streams of a status have in common.</summary>
    public static string PrefixOf(LiveStreamStatus? status) => status switch
    {
        null => "",
        LiveStreamStatus.Live => "0-",
        LiveStreamStatus.Scheduled => "1-",
        LiveStreamStatus.Ended => "2-",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
