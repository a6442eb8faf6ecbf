using System.Diagnostics;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using LiveShop.Functions.LiveStreams;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>The one path to the customers: every changed stream once, at its highest version, to the group of its stream.</summary>
public sealed class PublishLiveStreamChanges(Snapshots snapshots, TimeProvider clock, ILogger<PublishLiveStreamChanges> logger)
{
    [Function(nameof(PublishLiveStreamChanges))]
    [SignalROutput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
    [ExponentialBackoffRetry(ChangeFeedTrigger.Retries, ChangeFeedTrigger.FirstRetry, ChangeFeedTrigger.LastRetry)]
    public SignalRMessageAction[] Run(
        [CosmosDBTrigger(ChangeFeedTrigger.Database, ChangeFeedTrigger.LiveStreams, Connection = ChangeFeedTrigger.Connection,
            LeaseContainerName = ChangeFeedTrigger.Leases, LeaseContainerPrefix = "publish",
            StartFromBeginning = ChangeFeedTrigger.FromBeginning, FeedPollDelay = ChangeFeedTrigger.PollDelay, MaxItemsPerInvocation = ChangeFeedTrigger.MaxItems)] string batch)
    {
        using var documents = new FeedBatch(batch, logger);
        var newest = documents.Read<LiveStream>(Documents.LiveStreamType)
            .GroupBy(stream => stream.StreamId)
            .Select(versions => versions.MaxBy(stream => stream.Version)!)
            .ToList();
        FeedBatch.MeasureAge(nameof(PublishLiveStreamChanges), newest.Select(stream => stream.ChangedAt), clock);
        var requests = newest.Count == 0 ? [] : RequestsThatMade(documents);
        return [.. newest.Select(stream => Publish(stream, requests.GetValueOrDefault((stream.StreamId, stream.Version))))];
    }

    // The journal entry of a state comes in the same transaction and knows the trace that both belong to.
    private static Dictionary<(string StreamId, long Version), string?> RequestsThatMade(FeedBatch documents) =>
        documents.Read<LiveStreamChange>(Documents.ChangeType)
            .DistinctBy(change => (change.StreamId, change.Version))
            .ToDictionary(change => (change.StreamId, change.Version), change => change.TraceParent);

    private SignalRMessageAction Publish(LiveStream stream, string? traceParent)
    {
        using var activity = ShopTelemetry.Activities.StartActivity("publish", ActivityKind.Producer, traceParent);
        var snapshot = snapshots.Offer(stream);
        activity?.SetTag("liveshop.stream", stream.StreamId).SetTag("liveshop.version", stream.Version);
        ShopTelemetry.Messages.Add(1);
        ShopTelemetry.MessageSize.Record(snapshot.Json.Length);
        ShopTelemetry.FeedLag.Record(Math.Max(0, (clock.GetUtcNow() - stream.ChangedAt).TotalSeconds));
        return new(RealtimeHub.LiveStreamUpdated, [LiveStreamState.ForCustomers(stream)])
        {
            GroupName = RealtimeHub.GroupOf(stream.StreamId),
        };
    }
}
