using LiveShop.Core;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Stock;

public class StockCheckTests
{
    private readonly InMemoryDatabase database = new();
    private readonly InMemoryStockStore store;
    private readonly StockCommands stock;
    private readonly StockCheck check;

    public StockCheckTests()
    {
        store = new(database, new InTurn());
        var clock = new ManualClock();
        stock = new(store, new(clock, NullLogger<ConditionalWriteLoop>.Instance), clock);
        check = new(store);
        database.Stocks.TryCreate("mug", ProductStock.Create("mug", [("default", 5)], Sample.Noon));
    }

    [Fact]
    public async Task Reservations_releases_and_corrections_keep_the_count()
    {
        await stock.ReserveAsync("mug", "order-1", [new("default", 2)], default);
        await stock.ReserveAsync("mug", "order-2", [new("default", 1)], default);
        await stock.ReleaseAsync("mug", "order-1", default);
        (await stock.CorrectAsync("mug", StockChange.Add("default", 7), null, new Caller(Sample.Ann), default)).Accepted();

        Assert.Empty(await check.CheckAsync("mug", default));
        Assert.Equal(11, database.Stocks.Find("mug")!.Value.Find("default")!.Available);
    }

    [Fact]
    public async Task Lost_reservation_is_found()
    {
        await stock.ReserveAsync("mug", "order-1", [new("default", 2)], default);
        database.Reservations.Remove("mug/order-1");

        Assert.Equal(2, Assert.Single(await check.CheckAsync("mug", default)).Missing);
    }

    [Fact]
    public async Task Pieces_from_nowhere_are_found()
    {
        var stored = database.Stocks.Find("mug")!;
        database.Stocks.TrySave("mug", stored.Value.Return([new("default", 1)], Sample.Noon), stored.ETag);

        Assert.Equal(-1, Assert.Single(await check.CheckAsync("mug", default)).Missing);
    }

    [Fact]
    public async Task Reservation_repeated_for_an_order_takes_nothing_more()
    {
        await stock.ReserveAsync("mug", "order-1", [new("default", 5)], default);

        Assert.Equal(ReserveResult.Held, await stock.ReserveAsync("mug", "order-1", [new("default", 5)], default));

        Assert.Equal(ReserveResult.OutOfStock, await stock.ReserveAsync("mug", "order-2", [new("default", 1)], default));
    }

    [Fact]
    public async Task Release_before_a_late_reservation_lets_it_take_nothing()
    {
        await stock.ReleaseAsync("mug", "order-1", default);

        Assert.Equal(ReserveResult.Released, await stock.ReserveAsync("mug", "order-1", [new("default", 1)], default));

        Assert.Equal(5, database.Stocks.Find("mug")!.Value.Find("default")!.Available);
    }

    [Fact]
    public async Task Correction_repeated_under_its_key_counts_once_and_another_one_under_it_is_refused()
    {
        var add = StockChange.Add("default", 3);
        await stock.CorrectAsync("mug", add, "key-1", new Caller(Sample.Ann), default);

        Assert.Equal(8, (await stock.CorrectAsync("mug", add, "key-1", new Caller(Sample.Ann), default)).Accepted()
            .Find("default")!.Available);

        var other = await stock.CorrectAsync("mug", StockChange.Add("default", 4), "key-1", new Caller(Sample.Ann), default);
        Assert.Equal("idempotency-key-reused", other.Refusal!.Code);
    }

    [Fact]
    public async Task Commands_that_come_together_share_a_write()
    {
        var writes = 0;
        var hold = new TaskCompletionSource();
        var calls = new InTurn
        {
            Before = call =>
            {
                writes += call == "stock.write" ? 1 : 0;
                return call == "stock.write" && writes == 1 ? hold.Task : Task.CompletedTask;
            },
        };
        var clock = new ManualClock();
        var shared = new StockCommands(
            new InMemoryStockStore(database, calls), new(clock, NullLogger<ConditionalWriteLoop>.Instance), clock);

        var reserving = Enumerable.Range(0, 8).Select(n => shared.ReserveAsync("mug", $"order-{n}", [new("default", 1)], default)).ToList();
        hold.SetResult();
        var results = await Task.WhenAll(reserving);

        Assert.Equal(5, results.Count(result => result == ReserveResult.Held));
        Assert.Equal(0, database.Stocks.Find("mug")!.Value.Find("default")!.Available);
        Assert.InRange(writes, 1, 3);
        Assert.Empty(await check.CheckAsync("mug", default));
    }
}
