using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>A document in its latest version.</summary>
/// <param name="Number">Given at its creation and kept: the order in which queries go through a range.</param>
/// <param name="Lsn">Of the transaction that wrote this version: the order of the change feed.</param>
internal sealed record StoredDocument(string PartitionKey, string Id, string EffectiveKey, long Number, long Lsn, string ETag, JsonElement Json)
{
    public static StoredDocument Make(JsonObject body, string partitionKey, string id, string resourceId, long number, long lsn)
    {
        var etag = $"\"{Guid.NewGuid()}\"";
        body["_rid"] = resourceId;
        body["_etag"] = etag;
        body["_ts"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new(partitionKey, id, EffectivePartitionKey.Of(partitionKey), number, lsn, etag, JsonSerializer.SerializeToElement(body));
    }

    /// <summary>As the change feed shows it, with the transaction's number.</summary>
    public JsonNode AsChange()
    {
        var change = JsonObject.Create(Json)!;
        change["_lsn"] = Lsn;
        return change;
    }
}
