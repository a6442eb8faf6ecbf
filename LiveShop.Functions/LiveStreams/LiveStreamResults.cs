using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.LiveStreams;

internal static class LiveStreamResults
{
    /// <summary>The answer to a command: 200 with the admin's state and its ETag, or the refusal.</summary>
    public static IResult Changed(this RequestContext context, Result<LiveStream> result) => result.IsAccepted
        ? context.Ok(LiveStreamResource.ForAdmins(result.Value), ETags.OfAdminView(result.Value.Version))
        : context.Refuse(result, LiveStreamResource.ForAdmins);
}
