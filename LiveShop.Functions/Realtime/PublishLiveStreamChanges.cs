using System.Diagnostics;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using LiveShop.Functions.LiveStreams;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static LiveShop.Functions.Realtime.ChangeFeedTrigger;

namespace LiveShop.Functions.Realtime;

/// <summary>Sends every changed stream to its group of customers: once a batch, at its highest version.</summary>
public sealed class PublishLiveStreamChanges(Snapshots snapshots, TimeProvider clock, ILogger<PublishLiveStreamChanges> logger)
{
    [Function(nameof(PublishLiveStreamChanges))]
    [SignalROutput(HubName = RealtimeHub.Name, ConnectionStringSetting = RealtimeHub.Connection)]
    [ExponentialBackoffRetry(Retries, FirstRetry, LastRetry)]
    public SignalRMessageAction[] Run(
        [CosmosDBTrigger(Database, ContainerNames.LiveStreams, Connection = Connection,
            LeaseContainerName = ContainerNames.Leases, LeaseContainerPrefix = PublishLeases,
            LeaseAcquireInterval = LeaseAcquire, LeaseRenewInterval = LeaseRenew, LeaseExpirationInterval = LeaseExpiration,
            StartFromBeginning = FromBeginning, FeedPollDelay = PollDelay, MaxItemsPerInvocation = MaxItems)] string batch)
    {
        using var documents = new FeedBatch(batch, logger);
        var newest = documents.Read<LiveStream>(Documents.LiveStreamType)
            .GroupBy(stream => stream.StreamId)
            .Select(versions => versions.MaxBy(stream => stream.Version)!)
            .ToList();
        FeedBatch.RecordAge(nameof(PublishLiveStreamChanges), newest.Select(stream => stream.ChangedAt), clock);
        var traceParents = newest.Count == 0 ? [] : TraceParents(documents);
        return [.. newest.Select(stream => Publish(stream, traceParents.GetValueOrDefault((stream.StreamId, stream.Version))))];
    }

    // A state and its journal entry are written in one transaction, and the entry holds the trace of the request.
    private static Dictionary<(string StreamId, long Version), string?> TraceParents(FeedBatch documents) =>
        documents.Read<LiveStreamChange>(Documents.ChangeType)
            .DistinctBy(change => (change.StreamId, change.Version))
            .ToDictionary(change => (change.StreamId, change.Version), change => change.TraceParent);

    private SignalRMessageAction Publish(LiveStream stream, string? traceParent)
    {
        using var activity = ShopTelemetry.Activities.StartActivity("publish", ActivityKind.Producer, traceParent);
        var snapshot = snapshots.Update(stream);
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
