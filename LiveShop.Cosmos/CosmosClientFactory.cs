using Azure.Core;
using Azure.Identity;
using LiveShop.Core.Json;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

internal static class CosmosClientFactory
{
    private static readonly TimeSpan MaxThrottledWait = TimeSpan.FromSeconds(5);

    public static CosmosClient Create(CosmosSettings settings)
    {
        // An emulator never runs in Azure, and elsewhere the SDK's request to the cloud's metadata address times out.
        if (settings.IsEmulator)
            Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", bool.TrueString);

        var options = OptionsFor(settings);
        return settings.ConnectionString is { } connectionString
            ? new CosmosClient(connectionString, options)
            : new CosmosClient(settings.Endpoint.ToString(), CredentialFor(settings), options);
    }

    internal static CosmosClientOptions OptionsFor(CosmosSettings settings) => new()
    {
        ApplicationName = "LiveShop",
        ConnectionMode = settings.UsesGateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
        LimitToEndpoint = settings.IsEmulator,
        // Session tokens are per client, so without a quorum read an instance could miss another's latest write, and a pin
        // and a product's change could miss each other for good. An emulator has a single replica.
        ReadConsistencyStrategy = settings.IsEmulator ? null : ReadConsistencyStrategy.LatestCommitted,
        EnableContentResponseOnWrite = false,
        MaxRetryWaitTimeOnRateLimitedRequests = MaxThrottledWait,
        UseSystemTextJsonSerializerWithOptions = LiveShopJson.Options,
        CosmosClientTelemetryOptions = new() { DisableDistributedTracing = false },
    };

    private static TokenCredential CredentialFor(CosmosSettings settings) =>
        settings.RequiresManagedIdentity
            ? new ManagedIdentityCredential(settings.ClientId is { } id
                ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings.ClientId });
}
