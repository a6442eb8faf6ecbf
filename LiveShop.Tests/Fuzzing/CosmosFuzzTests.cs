using LiveShop.Cosmos;
using LiveShop.Tests.Local;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Xunit.Abstractions;

namespace LiveShop.Tests.Fuzzing;

public sealed class CosmosFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Fuzzed_requests_on_Cosmos_DB_are_answered_or_refused()
    {
        var watch = new WriteWatch();
        await using var gateway = await GatewayDouble.StartAsync();
        string[] settings = ["--LiveShop:SampleData", "false", $"--{CosmosSettings.Connection}", gateway.ConnectionString];
        await using var server = await LocalServer.StartAsync(null, watch.Watch, settings);

        var campaign = new FuzzCampaign(server, watch, output);
        await campaign.RunAsync(0, TestScale.Repeat(4500));

        campaign.HasDoneEverything();
    }
}
