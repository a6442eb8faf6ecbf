using LiveShop.Core;
using LiveShop.Sqlite;
using LiveShop.Tests.Storage.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Orders.Histories;

public class OrderHistoryTests
{
    private static readonly int Histories = TestScale.Repeat(2);

    private static readonly Fault[] Faults =
    [
        Fault.ThrottledBefore, Fault.UnavailableBefore, Fault.DroppedBefore, Fault.DroppedAfter, Fault.UnavailableAfter,
        Fault.InternalErrorAfter, Fault.TimedOutAfter,
    ];

    private readonly int seed = TestSeed.Next();

    [Fact]
    public Task Nothing_is_oversold_or_lost_on_sqlite() => RepeatAsync(async history =>
    {
        using var folder = new TemporaryFolder();
        await using var services = new ServiceCollection()
            .AddLogging().AddLiveShopCore().AddSqliteStorage(_ => folder.Path).BuildServiceProvider();

        await RunAsync(new([services], history));
    });

    [Fact]
    public Task Nothing_is_oversold_or_lost_by_three_processes_on_cosmos() => RepeatAsync(async history =>
    {
        await using var shop = await CosmosShop.OpenAsync();
        var (second, third) = (shop.Another(), shop.Another());

        await RunAsync(new([shop.Services, second.Services, third.Services], history));

        await second.CloseAsync();
        await third.CloseAsync();
    });

    [Fact]
    public Task Nothing_is_oversold_or_lost_by_three_processes_on_cosmos_while_requests_fail() => RepeatAsync(async history =>
    {
        await using var shop = await CosmosShop.OpenAsync();
        var (second, third) = (shop.Another(), shop.Another());
        var faults = new Random(history);
        shop.Gateway.Faults.Roll(kind => FaultOf(kind, faults));

        await RunAsync(new([shop.Services, second.Services, third.Services], history), shop.Gateway.Faults.Clear);

        await second.CloseAsync();
        await third.CloseAsync();
    });

    [Fact]
    public Task Nothing_is_oversold_or_lost_by_three_processes_on_cosmos_whose_reads_are_late() => RepeatAsync(async history =>
    {
        await using var shop = await CosmosShop.OpenAsync();
        var (second, third) = (shop.Another(), shop.Another());
        var chance = new Random(history);
        shop.Gateway.Faults.Roll(kind => FaultOf(kind, chance));
        shop.Gateway.Lag.Roll(_ => LagBy(chance));

        await RunAsync(new([shop.Services, second.Services, third.Services], history), shop.Gateway.Faults.Clear, shop.Gateway.Lag.Clear);

        Assert.True(shop.Gateway.Lag.Met > 20, $"Only {shop.Gateway.Lag.Met} reads were late.");
        await second.CloseAsync();
        await third.CloseAsync();
    });

    private static async Task RunAsync(OrderHistory history, params Action[] endTrouble)
    {
        await history.RunAsync(buyers: 40);
        foreach (var end in endTrouble)
            end();
        await history.VerifyAsync();
        Assert.True(history.Placed > 0, "Nobody bought anything.");
    }

    private static Fault? FaultOf(RequestKind kind, Random random)
    {
        lock (random)
        {
            var mayFail = kind is RequestKind.ReadDocument or RequestKind.ReplaceDocument or RequestKind.Batch;
            return mayFail && random.Next(8) == 0 ? Faults[random.Next(Faults.Length)] : null;
        }
    }

    // Every third read is late, by up to 20 transactions of its range.
    private static int LagBy(Random random)
    {
        lock (random)
            return random.Next(3) == 0 ? random.Next(1, 21) : 0;
    }

    private async Task RepeatAsync(Func<int, Task> history)
    {
        for (var n = 0; n < Histories; n++)
        {
            try
            {
                await history(seed + n);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LIVESHOP_TEST_SEED={seed}, history {n}: {e.Message}", e);
            }
        }
    }
}
