using Azure.Core;
using Azure.Identity;
using LiveShop.Core.Json;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

internal static class CosmosClientFactory
{
    private static readonly TimeSpan LongestThrottledWait = TimeSpan.FromSeconds(5);

    public static CosmosClient Create(CosmosSettings settings)
    {
        // Nobody runs an emulator in Azure, and elsewhere the SDK's question to the cloud's metadata address gets no answer.
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
        // A session token stays within one client. Without a quorum read, an instance could miss what another has just
        // written, and a pin and a product's change could miss each other for good. An emulator has a single replica.
        ReadConsistencyStrategy = settings.IsEmulator ? null : ReadConsistencyStrategy.LatestCommitted,
        EnableContentResponseOnWrite = false,
        MaxRetryWaitTimeOnRateLimitedRequests = LongestThrottledWait,
        UseSystemTextJsonSerializerWithOptions = LiveShopJson.Options,
        CosmosClientTelemetryOptions = new() { DisableDistributedTracing = false },
    };

    private static TokenCredential CredentialFor(CosmosSettings settings) =>
        settings.RequiresManagedIdentity
            ? new ManagedIdentityCredential(settings.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings.ClientId });
}
