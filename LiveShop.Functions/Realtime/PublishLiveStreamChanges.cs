using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.LiveStreams;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>The one path to the customers: every changed stream once, at its highest version, to the group of its stream.</summary>
public sealed class PublishLiveStreamChanges(Snapshots snapshots, ILogger<PublishLiveStreamChanges> logger)
{
    [Function(nameof(PublishLiveStreamChanges))]
    [SignalROutput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
    [ExponentialBackoffRetry(ChangeFeedNames.Retries, ChangeFeedNames.FirstRetry, ChangeFeedNames.LastRetry)]
    public SignalRMessageAction[] Run(
        [CosmosDBTrigger(ChangeFeedNames.Database, ChangeFeedNames.LiveStreams, Connection = ChangeFeedNames.Connection,
            LeaseContainerName = ChangeFeedNames.Leases, LeaseContainerPrefix = "publish",
            FeedPollDelay = ChangeFeedNames.PollDelay, MaxItemsPerInvocation = ChangeFeedNames.MaxItems)] string batch)
    {
        var newest = FeedBatch.Read<LiveStream>(batch, Documents.LiveStreamType, logger)
            .GroupBy(stream => stream.StreamId)
            .Select(versions => versions.MaxBy(stream => stream.Version)!);
        return [.. newest.Select(MessageOf)];
    }

    private SignalRMessageAction MessageOf(LiveStream stream)
    {
        snapshots.Offer(stream);
        return new(RealtimeHub.LiveStreamUpdated, [LiveStreamState.ForCustomers(stream)])
        {
            GroupName = RealtimeHub.GroupOf(stream.StreamId),
        };
    }
}
