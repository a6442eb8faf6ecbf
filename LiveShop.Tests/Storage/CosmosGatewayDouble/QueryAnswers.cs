using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Answers queries of one range, a page at a time, and says how a query has to be spread over the ranges.</summary>
internal static class QueryAnswers
{
    public static GatewayAnswer Page(GatewayRequest request, DoubleContainer container, ReadLag lag)
    {
        if (Scope.Of(request, container) is not { } scope)
            return GatewayAnswer.Error(400, "Cross partition query only supports 'VALUE <AggregateFunc>' for aggregates.");
        if (!long.TryParse(request["x-ms-continuation"] ?? "0", CultureInfo.InvariantCulture, out var skip))
            return GatewayAnswer.Error(400, "Invalid Continuation Token");

        var query = new SqlQuery(JsonSerializer.Deserialize<JsonElement>(request.Body));
        var (lsn, documents) = scope.Range.Snapshot(lag.Of(request, scope.Range.Id));
        lag.Note(isLate: lsn < scope.Range.Lsn);
        var inOrder = query.OrderBy is { } path
            ? documents.OrderBy(document => SortValue.Of(ValueOf(document, path))).ToList()
            : documents.OrderBy(document => document.Number).ToList();

        // Without ORDER BY a page goes on after the last document it held, so what is created meanwhile cannot shift it.
        var found = inOrder
            .Select((document, place) => (document, position: query.OrderBy is null ? document.Number : place + 1))
            .Where(at => at.position > skip && scope.Holds(at.document))
            .SelectMany(at => query.Run(at.document.Json), (at, item) => (at.position, item: query.IsForMerging ? ForMerging(at.document, query.OrderBy!, item) : item))
            .Take(request.MaxItems + 1)
            .ToList();
        var page = found.Take(request.MaxItems).ToList();
        var answer = Feeds.Answer(container, [.. page.Select(row => (JsonNode?)JsonSerializer.SerializeToNode(row.item))]).At(scope.Range, lsn);
        return found.Count > page.Count ? answer.With("x-ms-continuation", page[^1].position.ToString(CultureInfo.InvariantCulture)) : answer;
    }

    public static GatewayAnswer Plan(GatewayRequest request)
    {
        var query = new SqlQuery(JsonSerializer.Deserialize<JsonElement>(request.Body));
        // A sorted row says what it sorts by, so that the client can merge the ranges.
        JsonArray orderBy = query.OrderBy is null ? [] : ["Ascending"];
        JsonArray expressions = query.OrderBy is null ? [] : [query.OrderBy];
        return GatewayAnswer.Json(200, new JsonObject
        {
            ["partitionedQueryExecutionInfoVersion"] = 2,
            ["queryInfo"] = new JsonObject
            {
                ["distinctType"] = "None",
                ["groupByExpressions"] = new JsonArray(),
                ["groupByAliases"] = new JsonArray(),
                ["aggregates"] = new JsonArray(),
                ["orderBy"] = orderBy,
                ["orderByExpressions"] = expressions,
                ["rewrittenQuery"] = query.OrderBy is null ? "" : query.Rewritten,
                ["hasSelectValue"] = false,
                ["hasNonStreamingOrderBy"] = false,
            },
            ["queryRanges"] = new JsonArray(new JsonObject { ["min"] = "", ["max"] = "FF", ["isMinInclusive"] = true, ["isMaxInclusive"] = false }),
        });
    }

    private static JsonElement? ValueOf(StoredDocument document, string path) => new SqlRow(new() { ["c"] = document.Json }).Find(path);

    private static JsonElement ForMerging(StoredDocument document, string path, JsonElement item) => JsonSerializer.SerializeToElement(new Dictionary<string, object?>
    {
        ["_rid"] = document.Json.GetProperty("_rid").GetString(),
        ["orderByItems"] = new[] { new Dictionary<string, object?> { ["item"] = ValueOf(document, path) } },
        ["payload"] = item,
    });
}
