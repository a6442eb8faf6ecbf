using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos.ChangeFeed;

/// <summary>
/// Looks for the first change after each position that the leases of a consumer hold. The SDK's estimator cannot tell this:
/// it gives a number of changes instead of a time, and for a range whose reader has never been handed anything always one.
/// </summary>
internal sealed class CosmosFeedLag(CosmosClient client, Database database, FeedSubscription subscription, TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Container monitored = database.GetContainer(subscription.Container);

    /// <exception cref="StoreUnavailableException">Cosmos DB does not answer.</exception>
    public async Task<TimeSpan> MeasureAsync(CancellationToken cancellation)
    {
        try
        {
            return await LagAsync(cancellation);
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault) && !cancellation.IsCancellationRequested)
        {
            throw CosmosFaults.Unavailable(subscription.Container, fault);
        }
    }

    private async Task<TimeSpan> LagAsync(CancellationToken cancellation)
    {
        var positions = await PositionsAsync(cancellation);
        var waiting = await Task.WhenAll(positions.Select(position => FirstChangeAfterAsync(position, cancellation)));
        if (waiting.Min() is not { } oldest)
            return TimeSpan.Zero;

        // Cosmos DB tells the time of a write in whole seconds, by its own clock.
        var lag = clock.GetUtcNow() - oldest;
        return lag > Shortest ? lag : Shortest;
    }

    private async Task<IReadOnlyList<ChangeFeedStartFrom>> PositionsAsync(CancellationToken cancellation)
    {
        var rid = await ResourceIdAsync(cancellation);
        var query = new QueryDefinition("SELECT * FROM c WHERE STARTSWITH(c.id, @prefix)")
            .WithParameter("@prefix", $"{subscription.Consumer}{client.Endpoint.Host}_");
        var positions = new List<ChangeFeedStartFrom>();
        using var leases = database.GetContainer(ContainerNames.Leases).GetItemQueryStreamIterator(query);
        while (leases.HasMoreResults)
        {
            using var page = (await leases.ReadNextAsync(cancellation)).EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(page.Content, cancellationToken: cancellation);
            positions.AddRange(json.RootElement.GetProperty("Documents").EnumerateArray()
                .Where(lease => lease.TryGetProperty("LeaseToken", out _) && lease.GetProperty("id").GetString()!.Contains($"_{rid}..", StringComparison.Ordinal))
                .Select(lease => PositionOf(lease, rid)));
        }

        return positions.Count > 0 ? positions : [ChangeFeedStartFrom.Beginning()];
    }

    // A container that was deleted and made again leaves leases behind; its internal id tells them apart.
    private async Task<string> ResourceIdAsync(CancellationToken cancellation)
    {
        using var container = (await monitored.ReadContainerStreamAsync(cancellationToken: cancellation)).EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(container.Content, cancellationToken: cancellation);
        return json.RootElement.GetProperty("_rid").GetString()!;
    }

    private static ChangeFeedStartFrom PositionOf(JsonElement lease, string rid)
    {
        var range = lease.GetProperty("FeedRange").GetRawText();
        if (lease.GetProperty("ContinuationToken").GetString() is not { } continuation)
            return ChangeFeedStartFrom.Beginning(FeedRange.FromJsonString(range));

        return ChangeFeedStartFrom.ContinuationToken(new JsonObject
        {
            ["V"] = 2,
            ["Rid"] = rid,
            ["Continuation"] = new JsonArray(new JsonObject
            {
                ["FeedRange"] = new JsonObject { ["type"] = "Effective Partition Key Range", ["value"] = JsonNode.Parse(range)!["Range"]!.DeepClone() },
                ["State"] = new JsonObject { ["type"] = "continuation", ["value"] = continuation },
            }),
        }.ToJsonString());
    }

    private async Task<DateTimeOffset?> FirstChangeAfterAsync(ChangeFeedStartFrom position, CancellationToken cancellation)
    {
        using var changes = monitored.GetChangeFeedStreamIterator(position, ChangeFeedMode.LatestVersion, new() { PageSizeHint = 1 });
        using var page = await changes.ReadNextAsync(cancellation);
        if (page.StatusCode == HttpStatusCode.NotModified)
            return null;

        page.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(page.Content, cancellationToken: cancellation);
        return DateTimeOffset.FromUnixTimeSeconds(json.RootElement.GetProperty("Documents")[0].GetProperty("_ts").GetInt64());
    }
}
