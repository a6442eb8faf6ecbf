using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Orders;

public class DueOrdersTests
{
    private readonly InMemoryDatabase database = new();
    private readonly InTurn calls = new();
    private readonly ManualClock clock = new() { Now = Sample.Noon.AddMinutes(3) };
    private readonly DueOrders timer;

    public DueOrdersTests()
    {
        var writes = new ConditionalWriteLoop(clock, NullLogger<ConditionalWriteLoop>.Instance);
        var stock = new StockCommands(new InMemoryStockStore(database, calls), writes, clock);
        timer = new(
            new InMemoryOrderStore(database, calls), stock, new PaymentProviders([new ManualPayment()]), writes, clock,
                NullLogger<DueOrders>.Instance);
        database.Stocks.TryCreate("mug", ProductStock.Create("mug", [("default", 1000)], Sample.Noon));
    }

    [Fact]
    public async Task Abandoned_order_expires_and_its_fence_is_written()
    {
        var order = HasOrder("key-1");

        Assert.Equal(1, await timer.RunAsync(default));

        var expired = database.Orders.Find(order.Id)!.Value;
        Assert.Equal((OrderStatus.Expired, false, null), (expired.Status, expired.IsReleaseDue, expired.DueAt));
        Assert.Equal(ReservationStatus.Released, database.Reservations.Find($"mug/{order.Id}")!.Value.Status);
        Assert.Equal(0, await timer.RunAsync(default));
    }

    [Fact]
    public async Task Order_that_is_not_due_yet_is_left_alone()
    {
        clock.Now = Sample.Noon.AddMinutes(2);
        var order = HasOrder("key-1");

        Assert.Equal(0, await timer.RunAsync(default));

        Assert.Equal(OrderStatus.Reserving, database.Orders.Find(order.Id)!.Value.Status);
    }

    [Fact]
    public async Task Order_that_fails_is_tried_again_later_and_holds_up_no_other()
    {
        var orders = Enumerable.Range(0, 3).Select(n => HasOrder($"key-{n}")).ToList();
        calls.OnceBefore("reservations.find", () => throw new StoreUnavailableException("Not now.", TimeSpan.FromSeconds(1)));

        Assert.Equal(3, await timer.RunAsync(default));

        var failed = Assert.Single(database.Orders.Where(order => order.DueAt is not null));
        Assert.Equal((OrderStatus.Expired, true, clock.Now.AddMinutes(1), 1),
            (failed.Status, failed.IsReleaseDue, failed.DueAt, failed.FailedAttempts));
        clock.Now = clock.Now.AddMinutes(2);
        Assert.Equal(1, await timer.RunAsync(default));
        Assert.All(orders, order => Assert.Null(database.Orders.Find(order.Id)!.Value.DueAt));
    }

    [Fact]
    public async Task At_most_a_hundred_orders_are_finished_in_a_run()
    {
        for (var n = 0; n < DueOrders.MaxOrders + 1; n++)
            HasOrder($"key-{n}");

        Assert.Equal(DueOrders.MaxOrders, await timer.RunAsync(default));
        Assert.Equal(1, await timer.RunAsync(default));
    }

    private Order HasOrder(string key)
    {
        var order = OrderSample.Order(key, "mug");
        Assert.True(database.Orders.TryCreate(order.Id, order));
        return order;
    }
}
