using System.Collections.Concurrent;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Three processes write the same documents while one request in six fails: what each was told must be what is there.</summary>
public sealed class CosmosChaosTests
{
    private const int Processes = 3;
    private const int CommandsEach = 8;

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Fault[] Faults =
    [
        Fault.ThrottledBefore, Fault.UnavailableBefore, Fault.DroppedBefore, Fault.DroppedAfter, Fault.UnavailableAfter, Fault.InternalErrorAfter, Fault.TimedOutAfter,
    ];

    [Fact]
    public async Task Accepted_titles_are_in_the_journal_exactly_once()
    {
        var told = await RunAsync(CosmosTestData.StreamAsync, (shop, id, title) => shop.StreamCommands.EditAsync(id, new(Title: title), Caller.System, None));

        var stream = (await told.Shop.Streams.FindAsync(told.Id, None))!.Value;
        var journal = await told.Shop.Streams.ChangesAsync(told.Id, 0, 1000, None);
        Assert.Equal(Enumerable.Range(1, (int)stream.Version).Select(n => (long)n), journal.Select(change => change.Version));
        told.AssertTrueOf([.. journal.Select(change => change.Before?.Details?.Title).Append(stream.Title)]);
        await told.Shop.DisposeAsync();
    }

    [Fact]
    public async Task Accepted_cart_additions_are_in_the_cart_exactly_once()
    {
        var told = await RunAsync(CartAndProductsAsync, (shop, id, name) => shop.CartCommands.AddAsync(id, new(name, 1, null, null), None));

        var cart = (await told.Shop.Carts.FindAsync(told.Id, None))!.Value;
        told.AssertTrueOf([.. cart.Items.SelectMany(item => Enumerable.Repeat(item.ProductId, item.Quantity))]);
        await told.Shop.DisposeAsync();
    }

    [Fact]
    public async Task A_product_has_as_many_versions_as_changes_were_accepted()
    {
        var stock = 100;
        var told = await RunAsync(CosmosTestData.ProductAsync, (shop, id, _) =>
            shop.ProductCommands.ChangeAsync(id, CosmosTestData.Details(Interlocked.Increment(ref stock)), Caller.System, None));

        var changes = (await told.Shop.Products.FindAsync(told.Id, None))!.Value.Version - 1;
        Assert.InRange(changes, told.Accepted.Count, told.Accepted.Count + told.Unknown.Count);
        await told.Shop.DisposeAsync();
    }

    private static async Task<string> CartAndProductsAsync(CosmosShop shop)
    {
        foreach (var name in Enumerable.Range(0, Processes * CommandsEach).Select(NameOf))
            await shop.ProductCommands.CreateAsync(name, CosmosTestData.Details(10), Caller.System, None);
        return await CosmosTestData.CartAsync(shop);
    }

    private static string NameOf(int command) => $"command-{command}";

    private static async Task<Told> RunAsync<T>(Func<CosmosShop, Task<string>> prepare, Func<CosmosShop, string, string, Task<Result<T>>> run) where T : class
    {
        var shop = await CosmosShop.OpenAsync();
        var told = new Told(shop, await prepare(shop));
        var processes = Enumerable.Range(0, Processes).Select(n => n == 0 ? shop : shop.Another()).ToList();
        shop.Gateway.Faults.Roll(kind => kind is RequestKind.ReadDocument or RequestKind.CreateDocument or RequestKind.ReplaceDocument or RequestKind.Batch && Random.Shared.Next(6) == 0
            ? Faults[Random.Shared.Next(Faults.Length)]
            : null);

        await Task.WhenAll(processes.SelectMany((process, p) => Enumerable.Range(0, CommandsEach).Select(async n =>
        {
            var name = NameOf((p * CommandsEach) + n);
            try
            {
                if ((await run(process, told.Id, name)).IsAccepted)
                    told.Accepted.Add(name);
                else
                    told.Refused.Add(name);
            }
            catch (StoreUnavailableException)
            {
                told.Unknown.Add(name);
            }
        })));

        shop.Gateway.Faults.Clear();
        foreach (var process in processes.Skip(1))
            await process.CloseAsync();
        Assert.NotEmpty(told.Accepted);
        return told;
    }

    private sealed record Told(CosmosShop Shop, string Id)
    {
        public ConcurrentBag<string> Accepted { get; } = [];

        public ConcurrentBag<string> Refused { get; } = [];

        public ConcurrentBag<string> Unknown { get; } = [];

        public void AssertTrueOf(IReadOnlyList<string?> written)
        {
            Assert.All(Accepted, name => Assert.Equal(1, written.Count(w => w == name)));
            Assert.All(Refused, name => Assert.Equal(0, written.Count(w => w == name)));
            Assert.All(Unknown, name => Assert.InRange(written.Count(w => w == name), 0, 1));
        }
    }
}
