using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The account that the contract runs against: the one of LIVESHOP_COSMOS_CONNECTION, or else a test double for all tests of this run.</summary>
internal static class CosmosEndpoint
{
    private static readonly Lazy<Task<GatewayDouble>> Double = new(() => GatewayDouble.StartAsync());

    private static readonly string? Given = Environment.GetEnvironmentVariable("LIVESHOP_COSMOS_CONNECTION");

    public static async Task<string> ConnectionStringAsync() =>
        string.IsNullOrWhiteSpace(Given) ? (await Double.Value).ConnectionString : Given;
}
