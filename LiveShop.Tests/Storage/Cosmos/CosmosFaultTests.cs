using LiveShop.Core.Carts;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Every fault against every command: accepted commands are written once, refused ones not at all.</summary>
public sealed class CosmosFaultTests
{
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(2);

    public static TheoryData<Fault> Passing => [.. Enum.GetValues<Fault>().Except([Fault.ForbiddenBefore])];

    public static TheoryData<Fault> Lasting =>
        [Fault.ThrottledBefore, Fault.UnavailableBefore, Fault.DroppedBefore, Fault.ForbiddenBefore];

    public static TheoryData<Fault> AfterTheWrite =>
        [Fault.DroppedAfter, Fault.UnavailableAfter, Fault.InternalErrorAfter, Fault.TimedOutAfter];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_write_that_meets_a_fault_is_written_once(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync(ShortTimeout);
        await EachCommandAsync(shop, async (command, id, before) =>
        {
            using var faults = shop.Gateway.Faults.Plan(command.Write, id, fault);

            Assert.Null(await command.RunAsync(shop, id));

            Assert.Equal(before + 1, await command.VersionAsync(shop, id));
        });
    }

    [Theory]
    [MemberData(nameof(AfterTheWrite))]
    public async Task A_write_whose_answers_are_all_lost_is_written_once(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync();
        await EachCommandAsync(shop, async (command, id, before) =>
        {
            using var faults = shop.Gateway.Faults.Plan(command.Write, id, Enumerable.Repeat(fault, 100));

            Assert.Null(await command.RunAsync(shop, id));

            Assert.Equal(before + 1, await command.VersionAsync(shop, id));
        });
    }

    [Theory]
    [InlineData(Fault.DroppedBefore)]
    [InlineData(Fault.DroppedAfter)]
    public async Task Write_retried_by_the_SDK_itself_is_written_once(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync(resends: true);
        await EachCommandAsync(shop, async (command, id, before) =>
        {
            using var faults = shop.Gateway.Faults.Plan(command.Write, id, fault);

            Assert.Null(await command.RunAsync(shop, id));

            Assert.Equal(before + 1, await command.VersionAsync(shop, id));
        });
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Write_that_never_gets_through_fails_and_changes_nothing(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync();
        await EachCommandAsync(shop, async (command, id, before) =>
        {
            using var faults = shop.Gateway.Faults.Plan(command.Write, id, Enumerable.Repeat(fault, 1000));

            var told = await Assert.ThrowsAsync<StoreUnavailableException>(() => command.RunAsync(shop, id));

            Assert.True(told.RetryAfter > TimeSpan.Zero);
            Assert.Equal(before, await command.VersionAsync(shop, id));
        });

        Assert.Null(await ShopCommand.All[0].RunAsync(shop, "after"));
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Command_whose_read_fails_is_executed_completely_or_not_at_all(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync(ShortTimeout);
        await EachCommandAsync(shop, async (command, id, before) =>
        {
            var written = 0;
            using (shop.Gateway.Faults.Plan(RequestKind.ReadDocument, id, fault))
            {
                try
                {
                    Assert.Null(await command.RunAsync(shop, id));
                    written = 1;
                }
                catch (StoreUnavailableException)
                {
                }
            }

            Assert.Equal(before + written, await command.VersionAsync(shop, id));
        });
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_new_cart_whose_creation_meets_a_fault_is_created_once(Fault fault)
    {
        await using var shop = await CosmosShop.OpenAsync(ShortTimeout);
        var cart = Cart.Create(DateTimeOffset.UnixEpoch);
        using var faults = shop.Gateway.Faults.Plan(RequestKind.CreateDocument, cart.Id, fault);

        Assert.True(await shop.Carts.TryCreateAsync(cart, CancellationToken.None));

        Samples.AssertSame(cart, (await shop.Carts.FindAsync(cart.Id, CancellationToken.None))!.Value);
    }

    private static Task EachCommandAsync(CosmosShop shop, Func<ShopCommand, string, long, Task> tryAsync) =>
        Task.WhenAll(ShopCommand.All.Select(async command =>
        {
            var id = await command.PrepareAsync(shop);
            try
            {
                await tryAsync(command, id, await command.VersionAsync(shop, id));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Command '{command.Name}': {failure.Message}", failure);
            }
        }));
}
