using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>The commands on orders as one process has them, with stores that the scenario chooses.</summary>
internal sealed class OrderProcess
{
    private static readonly InTurn Unscheduled = new();

    public OrderProcess(OrderWorld world, ICallOrder order, OrderRules rules)
    {
        var database = world.Database;
        var stockStore = rules.Stock(new CountingStockStore(world, order), world, order);
        var writes = new ConditionalWriteLoop(Clock, NullLogger<ConditionalWriteLoop>.Instance);
        var stock = new StockCommands(stockStore, writes, Clock);
        // Orders that are due together would share a write inside one process, whose steps cannot be scheduled.
        var orders = rules.Orders(new OneDueOrderStore(new InMemoryOrderStore(database, order)), stock, world, order);
        // What no scenario changes is read at once, so that its reads do not multiply the orders to try.
        var carts = rules.Carts(new InMemoryCartStore(database, rules.SchedulesCarts ? order : Unscheduled));
        var settings = new InMemoryShopSettingsStore(database, Unscheduled);
        var products = new InMemoryProductStore(database, Unscheduled);
        var providers = new PaymentProviders(rules.PaysOnline
            ? [new ManualPayment(), new PaymentDouble(world.Payments, order, rules.PaymentFaults)]
            : [new ManualPayment()]);
        var streams = new InMemoryLiveStreamStore(database, Unscheduled);
        Checkout = new(orders, products, settings, stock, stockStore, providers, carts, streams, writes, Clock,
            NullLogger<CheckoutCommands>.Instance);
        Orders = new(orders, stock, providers, carts, writes, Clock, NullLogger<OrderCommands>.Instance);
        Timer = new(orders, stock, providers, writes, Clock, NullLogger<DueOrders>.Instance);
        Stock = stock;
    }

    public ManualClock Clock { get; } = new();

    public CheckoutCommands Checkout { get; }

    public OrderCommands Orders { get; }

    public DueOrders Timer { get; }

    public StockCommands Stock { get; }
}

/// <summary>The stock's store, which also counts what is really taken.</summary>
internal sealed class CountingStockStore(OrderWorld world, ICallOrder order)
    : DelegatingStockStore(new InMemoryStockStore(world.Database, order))
{
    public override Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation) =>
        order.RunAsync("stock.write", () =>
        {
            var held = transaction.Replaced.Select(replaced =>
                world.Database.Reservations.Find($"{transaction.ProductId}/{replaced.Value.OrderId}")?.Value).ToList();
            var result = world.Database.Write(transaction);
            if (!result.IsWritten)
                return result;

            foreach (var created in transaction.Created)
                world.Take(created.OrderId, created.ProductId, created.Taken.Sum(pieces => pieces.Quantity));
            foreach (var released in held.OfType<Reservation>().Where(reservation => reservation.Status == ReservationStatus.Held))
                world.Take(released.OrderId, released.ProductId, -released.Taken.Sum(pieces => pieces.Quantity));
            foreach (var correction in transaction.Corrections)
                world.Correct(correction.ProductId, (correction.After ?? 0) - (correction.Before ?? 0));
            return result;
        }, cancellation);
}

/// <summary>Hands every call on.</summary>
internal abstract class DelegatingStockStore(IStockStore inner) : IStockStore
{
    public virtual Task<Stored<ProductStock>?> FindAsync(string productId, CancellationToken cancellation) =>
        inner.FindAsync(productId, cancellation);

    public Task<IReadOnlyList<ProductStock>> FindManyAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellation) =>
        inner.FindManyAsync(productIds, cancellation);

    public virtual Task<Stored<Reservation>?> FindReservationAsync(string productId, string orderId, CancellationToken cancellation) =>
        inner.FindReservationAsync(productId, orderId, cancellation);

    public Task<StockCorrection?> FindCorrectionAsync(string productId, string id, CancellationToken cancellation) =>
        inner.FindCorrectionAsync(productId, id, cancellation);

    public Task<IReadOnlyList<Reservation>> HeldAsync(string productId, CancellationToken cancellation) =>
        inner.HeldAsync(productId, cancellation);

    public Task<Page<StockCorrection>> CorrectionsAsync(string productId, PageRequest page, CancellationToken cancellation) =>
        inner.CorrectionsAsync(productId, page, cancellation);

    public Task<bool> TryCreateAsync(ProductStock stock, CancellationToken cancellation) => inner.TryCreateAsync(stock, cancellation);

    public virtual Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation) =>
        inner.TryWriteAsync(transaction, cancellation);
}

/// <summary>Says of the longest due order only that it is due.</summary>
internal sealed class OneDueOrderStore(IOrderStore inner) : DelegatingOrderStore(inner)
{
    public override Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        base.DueAsync(before, 1, cancellation);
}

/// <inheritdoc cref="DelegatingStockStore" />
internal abstract class DelegatingOrderStore(IOrderStore inner) : IOrderStore
{
    public virtual Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

    public virtual Task<Stored<Order>?> TryCreateAsync(Order order, CancellationToken cancellation) =>
        inner.TryCreateAsync(order, cancellation);

    public virtual Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) =>
        inner.TrySaveAsync(order, ifMatch, cancellation);

    public virtual Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        inner.DueAsync(before, limit, cancellation);

    public Task<Page<Order>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellation) =>
        inner.ListAsync(filter, page, cancellation);
}
