namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Which documents of which range a request is about: one partition key's, or those of a part of the ring.</summary>
internal sealed record Scope(PartitionRange Range, Func<StoredDocument, bool> Holds)
{
    /// <returns>Null for a request that names neither.</returns>
    public static Scope? Of(GatewayRequest request, DoubleContainer container)
    {
        if (request.PartitionKey is { } key)
            return new(container.RangeOf(key), document => document.PartitionKey == key);

        if (request["x-ms-start-epk"] is { } start && request["x-ms-end-epk"] is { } end)
            return new(
                container.Ranges.Single(range => range.Holds(start)),
                document => string.CompareOrdinal(document.EffectiveKey, start) >= 0 && string.CompareOrdinal(document.EffectiveKey, end) < 0);

        return request["x-ms-documentdb-partitionkeyrangeid"]?.Split(',')[^1] is { } id
            ? new(container.Ranges.Single(range => range.Id == id), _ => true)
            : null;
    }
}
