using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

internal sealed class DoubleContainer
{
    private static readonly string[] Boundaries = ["", "15555555555555555555555555555555", "2AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "FF"];

    public DoubleContainer(JsonObject definition, byte[] database)
    {
        var resourceId = ResourceIds.NewContainer(database);
        Name = definition["id"]!.GetValue<string>();
        ResourceId = ResourceIds.Text(resourceId);
        PartitionKeyPath = definition["partitionKey"]!["paths"]![0]!.GetValue<string>();
        definition["partitionKey"]!["version"] = 2;
        definition["_rid"] = ResourceId;
        definition["_etag"] = "\"00000000-0000-0000-0000-000000000000\"";
        Definition = definition;
        Ranges = [.. Enumerable.Range(0, 3).Select(n => new PartitionRange($"{n}", Boundaries[n], Boundaries[n + 1], resourceId))];
    }

    public string Name { get; }

    public string ResourceId { get; }

    public string PartitionKeyPath { get; }

    public JsonObject Definition { get; }

    public IReadOnlyList<PartitionRange> Ranges { get; }

    public PartitionRange RangeOf(string partitionKey)
    {
        var effectiveKey = EffectivePartitionKey.Of(partitionKey);
        return Ranges.Single(range => range.Holds(effectiveKey));
    }
}

internal sealed class DoubleDatabase(string name)
{
    public byte[] ResourceId { get; } = ResourceIds.NewDatabase();

    public string Name => name;

    public Dictionary<string, DoubleContainer> Containers { get; } = [];
}
