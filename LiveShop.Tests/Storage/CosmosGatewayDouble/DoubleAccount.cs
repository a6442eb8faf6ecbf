using System.Text.Json.Nodes;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>The databases of the account and its response to every kind of request.</summary>
internal sealed class DoubleAccount(ReadLag lag)
{
    /// <summary>https://learn.microsoft.com/azure/cosmos-db/concepts-limits: 2 MB for a request.</summary>
    private const int MaxRequestBytes = 2 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DoubleDatabase> databases = [];

    public async Task<GatewayAnswer> AnswerAsync(GatewayRequest request, Uri endpoint)
    {
        if (request.Kind == RequestKind.Account)
            return Account(endpoint);
        if (request.Kind is RequestKind.Database or RequestKind.Container)
            return Resource(request);
        if (Find(request.Database, request.Container) is not { } container)
            return GatewayAnswer.Error(404, "Owner resource does not exist", subStatus: 1003);

        return request.Kind switch
        {
            RequestKind.PartitionKeyRanges => Feeds.Ranges(request, container),
            RequestKind.ChangeFeed => Feeds.Changes(request, container),
            RequestKind.Query => QueryAnswers.Page(request, container, lag),
            RequestKind.QueryPlan => QueryAnswers.Plan(request),
            RequestKind.Batch when request.Body.Length > MaxRequestBytes => GatewayAnswer.Error(413, "Request size is too large"),
            RequestKind.Batch => await DocumentAnswers.BatchAsync(request, container),
            RequestKind.Unknown => GatewayAnswer.Error(400, "The test double does not know this request."),
            _ => DocumentAnswers.Single(request, container, lag),
        };
    }

    private GatewayAnswer Resource(GatewayRequest request)
    {
        lock (gate)
        {
            return (request.Method, request.Segments.Count) switch
            {
                ("POST", 1) => CreateDatabase(request.BodyAsJson()),
                ("GET", 2) => databases.TryGetValue(request.Database!, out var database) ? Describe(200, database) : Missing(),
                ("DELETE", 2) => databases.Remove(request.Database!) ? new(204) : Missing(),
                ("POST", 3) => databases.TryGetValue(request.Database!, out var owner) ? CreateContainer(owner, request.BodyAsJson()) : Missing(),
                ("GET", 4) => Find(request.Database, request.Container) is { } container ? GatewayAnswer.Json(200, container.Definition) : Missing(),
                ("DELETE", 4) => databases.TryGetValue(request.Database!, out var from) && from.Containers.Remove(request.Container!) ? new(204) : Missing(),
                _ => GatewayAnswer.Error(400, "The test double does not know this request."),
            };
        }
    }

    private GatewayAnswer CreateDatabase(JsonObject body)
    {
        var database = new DoubleDatabase(body["id"]!.GetValue<string>());
        return databases.TryAdd(database.Name, database) ? Describe(201, database) : GatewayAnswer.Error(409, "It exists.");
    }

    private static GatewayAnswer CreateContainer(DoubleDatabase database, JsonObject definition)
    {
        var container = new DoubleContainer(definition, database.ResourceId);
        return database.Containers.TryAdd(container.Name, container) ? GatewayAnswer.Json(201, container.Definition) : GatewayAnswer.Error(409, "It exists.");
    }

    /// <summary>By name, or by internal id as the client asks for ranges.</summary>
    private DoubleContainer? Find(string? database, string? container)
    {
        lock (gate)
        {
            return databases.Values
                .Where(d => d.Name == database || ResourceIds.Text(d.ResourceId) == database)
                .SelectMany(d => d.Containers.Values)
                .FirstOrDefault(c => c.Name == container || c.ResourceId == container);
        }
    }

    private static GatewayAnswer Describe(int status, DoubleDatabase database) => GatewayAnswer.Json(status, new JsonObject
    {
        ["id"] = database.Name,
        ["_rid"] = ResourceIds.Text(database.ResourceId),
        ["_etag"] = "\"00000000-0000-0000-0000-000000000000\"",
    });

    private static GatewayAnswer Missing() => GatewayAnswer.Error(404, "Resource Not Found");

    private static GatewayAnswer Account(Uri endpoint)
    {
        JsonArray Locations() => [new JsonObject { ["name"] = "Here", ["databaseAccountEndpoint"] = endpoint.ToString() }];
        return GatewayAnswer.Json(200, new JsonObject
        {
            ["id"] = "double",
            ["_rid"] = "double",
            ["writableLocations"] = Locations(),
            ["readableLocations"] = Locations(),
            ["enableMultipleWriteLocations"] = false,
            ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Session" },
            ["userReplicationPolicy"] = new JsonObject { ["asyncReplication"] = false, ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["systemReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
            ["queryEngineConfiguration"] = """{"maxSqlQueryInputLength":262144}""",
        });
    }
}
