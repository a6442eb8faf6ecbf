using LiveShop.Core.Results;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Shop;

public sealed class ShopSettingsCommandsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly InMemoryDatabase database = new();

    [Fact]
    public async Task Concurrent_first_changes_of_two_processes_are_both_applied_in_turn()
    {
        var (one, other) = (NewProcess(), NewProcess());

        var changed = await Task.WhenAll(
            one.ChangeAsync(ShopSample.Details with { Name = "One" }, null, None),
            other.ChangeAsync(ShopSample.Details with { Name = "Other" }, null, None));

        Assert.Equal([1, 2], changed.Select(result => result.Accepted().Version).Order());
        Assert.Equal(2, database.Settings.Find(ShopSettings.Id)!.Value.Version);
    }

    [Fact]
    public async Task Of_concurrent_changes_that_expect_the_same_version_exactly_one_is_accepted()
    {
        var changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            NewProcess().ChangeAsync(ShopSample.Details with { Name = $"Shop {n}" }, 0, None)));

        var winner = Assert.Single(changed, result => result.IsAccepted).Value!;
        var refused = changed.Where(result => !result.IsAccepted);
        Assert.All(refused, result => Assert.Equal(winner.Name, result.Refusal!.Current<ShopSettings>().Name));
    }

    [Fact]
    public async Task Refused_change_writes_nothing_and_carries_the_current_settings()
    {
        var commands = NewProcess();
        await commands.ChangeAsync(ShopSample.Details, 0, None);

        var late = await commands.ChangeAsync(ShopSample.Details with { Name = "Late" }, 0, None);
        var invalid = await commands.ChangeAsync(ShopSample.Details with { Name = "" }, 1, None);

        Assert.Equal(1, Assert.IsType<Refusal.VersionMismatch<ShopSettings>>(late.Refusal).Current.Version);
        invalid.IsInvalidFor("name");
        Assert.Equal("Mugs & More", database.Settings.Find(ShopSettings.Id)!.Value.Name);
    }

    private ShopSettingsCommands NewProcess()
    {
        var clock = new ManualClock();
        return new(
            new InMemoryShopSettingsStore(database, new InTurn()),
            new ConditionalWriteLoop(clock, NullLogger<ConditionalWriteLoop>.Instance), clock);
    }
}
