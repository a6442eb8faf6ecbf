using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>The kind and target of a request.</summary>
public enum RequestKind
{
    Account,
    Database,
    Container,
    PartitionKeyRanges,
    ReadDocument,
    CreateDocument,
    ReplaceDocument,
    DeleteDocument,
    Batch,
    Query,
    QueryPlan,
    ChangeFeed,
    Unknown,
}

/// <summary>A request taken apart: <c>/dbs/{database}/colls/{container}/docs/{document}</c>, by name or by internal id, and headers.</summary>
internal sealed class GatewayRequest(HttpContext http, byte[] body)
{
    private readonly string[] segments = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string Method => http.Request.Method;

    public IReadOnlyList<string> Segments => segments;

    public string? Database => segments.ElementAtOrDefault(1);

    public string? Container => segments.ElementAtOrDefault(3);

    public string? Document => segments.ElementAtOrDefault(5);

    public byte[] Body => body;

    public string? this[string header] => http.Request.Headers.TryGetValue(header, out var values) ? values.ToString() : null;

    /// <summary>The partition key of a request about one logical partition.</summary>
    public string? PartitionKey => this["x-ms-documentdb-partitionkey"] is { } key ? JsonSerializer.Deserialize<string[]>(key)![0] : null;

    public int MaxItems => int.TryParse(this["x-ms-max-item-count"], out var count) && count > 0 ? count : 100;

    public bool Is(string flag) => bool.TryParse(this[flag], out var value) && value;

    public JsonObject BodyAsJson() => JsonNode.Parse(body)!.AsObject();

    public RequestKind Kind => segments switch
    {
        [] => RequestKind.Account,
        ["dbs"] or ["dbs", _] => RequestKind.Database,
        ["dbs", _, "colls"] or ["dbs", _, "colls", _] => RequestKind.Container,
        ["dbs", _, "colls", _, "pkranges"] => RequestKind.PartitionKeyRanges,
        ["dbs", _, "colls", _, "docs"] when Method == "POST" && Is("x-ms-cosmos-is-query-plan-request") => RequestKind.QueryPlan,
        ["dbs", _, "colls", _, "docs"] when Method == "POST" && Is("x-ms-cosmos-is-batch-request") => RequestKind.Batch,
        ["dbs", _, "colls", _, "docs"] when Method == "POST" && Is("x-ms-documentdb-isquery") => RequestKind.Query,
        ["dbs", _, "colls", _, "docs"] when Method == "POST" => RequestKind.CreateDocument,
        ["dbs", _, "colls", _, "docs"] when Method == "GET" => RequestKind.ChangeFeed,
        ["dbs", _, "colls", _, "docs", _] when Method == "GET" => RequestKind.ReadDocument,
        ["dbs", _, "colls", _, "docs", _] when Method == "PUT" => RequestKind.ReplaceDocument,
        ["dbs", _, "colls", _, "docs", _] when Method == "DELETE" => RequestKind.DeleteDocument,
        _ => RequestKind.Unknown,
    };
}
