using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Lists on the wire, and the change feed among them.</summary>
internal static class Feeds
{
    public static GatewayAnswer Answer(DoubleContainer container, JsonArray items, string name = "Documents")
    {
        var count = items.Count;
        return GatewayAnswer.Json(200, new JsonObject { ["_rid"] = container.ResourceId, [name] = items, ["_count"] = count })
            .With("x-ms-item-count", $"{count}");
    }

    public static GatewayAnswer Ranges(GatewayRequest request, DoubleContainer container)
    {
        // The client polls until the response says that there is nothing newer.
        const string etag = "\"ranges\"";
        if (request["if-none-match"] == etag)
            return new GatewayAnswer(304).With("etag", etag);

        var ranges = container.Ranges.Select(range => (JsonNode)new JsonObject
        {
            ["_rid"] = container.ResourceId,
            ["id"] = range.Id,
            ["minInclusive"] = range.Min,
            ["maxExclusive"] = range.Max,
            ["parents"] = new JsonArray(),
            ["status"] = "online",
        });
        return Answer(container, [.. ranges], "PartitionKeyRanges").With("etag", etag);
    }

    /// <summary>
    /// What was written after a position, each document once. A page never splits a transaction, and within one the order
    /// is scrambled, as it may be.
    /// </summary>
    public static GatewayAnswer Changes(GatewayRequest request, DoubleContainer container)
    {
        if (Scope.Of(request, container) is not { } scope)
            return GatewayAnswer.Error(400, "A change feed is read range by range.");

        var (lsn, documents) = scope.Range.Snapshot();
        var from = request["if-none-match"] is { } position ? PositionOf(position, lsn) : 0;
        var page = new List<StoredDocument>();
        var transactions = documents.Where(document => document.Lsn > from && scope.Holds(document)).GroupBy(document => document.Lsn).OrderBy(group => group.Key);
        foreach (var transaction in transactions)
        {
            if (page.Count >= request.MaxItems)
                break;
            var writes = transaction.ToArray();
            Random.Shared.Shuffle(writes);
            page.AddRange(writes);
        }

        var reached = page.Count == 0 ? Math.Max(from, lsn) : page[^1].Lsn;
        var answer = page.Count == 0 ? new GatewayAnswer(304).With("x-ms-item-count", "0") : Answer(container, [.. page.Select(document => document.AsChange())]);
        return answer.With("etag", $"\"{reached}\"").At(scope.Range, lsn);
    }

    private static long PositionOf(string etag, long now) => etag == "*" ? now : long.Parse(etag.Trim('"'), CultureInfo.InvariantCulture);
}
