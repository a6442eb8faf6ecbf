using LiveShop.Core.LiveStreams;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.LiveStreams;

/// <summary>The customers' list of streams, by status.</summary>
public sealed class PublicLiveStreamLists(ILiveStreamStore streams) : PublicListCache<LiveStreamStatus?, LiveStream, LiveStreamResource>(
    (status, page) => streams.ListAsync(status, page, CancellationToken.None), LiveStreamResource.ForCustomers);
