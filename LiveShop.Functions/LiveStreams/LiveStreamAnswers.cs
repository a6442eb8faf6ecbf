using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.LiveStreams;

internal static class LiveStreamAnswers
{
    /// <summary>After a command: the admin's state with its ETag, or why it was refused.</summary>
    public static IResult Changed(this Call call, Result<LiveStream> result)
    {
        if (!result.IsAccepted)
            return call.Refuse(result, LiveStreamResource.ForAdmins);

        call.SetHeader("ETag", ETags.Of(result.Value.Version));
        return Call.Ok(LiveStreamResource.ForAdmins(result.Value));
    }
}
