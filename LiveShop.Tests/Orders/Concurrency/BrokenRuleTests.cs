using System.Text.Json.Nodes;
using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Interleavings;
using LiveShop.Tests.Storage.InMemory;
using static LiveShop.Tests.Orders.Concurrency.OrderExplorationTests;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>None of the rules can be left out: each of these takes one out and names the promise that breaks.</summary>
public class BrokenRuleTests
{
    private const int Walks = 20_000;

    private static readonly OrderRules ByHand = new();

    private static readonly OrderRules Online = new() { PaysOnline = true };

    [Fact]
    public void Without_one_order_per_key_a_repeated_request_orders_twice() => Breaks(
        "a cart has two live orders",
        new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0, 0], RepeatsKeys = false },
        ByHand with { Carts = store => new UnchangedCarts(store) });

    [Fact]
    public void Without_the_etag_of_the_order_a_dead_order_comes_back_to_life() => Breaks(
        "an order is Placed without",
        new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0] },
        ByHand with { Orders = (store, _, world, _) => new UnconditionalOrders(store, world) });

    [Fact]
    public void Without_the_etag_of_the_stock_two_are_taken_of_one() => Breaks(
        "taken of 1",
        new() { Stock = Pieces(1), Carts = [["a"], ["a"]], Checkouts = [0, 1] },
        ByHand with { Stock = (store, world, _) => new UnconditionalStock(store, world) });

    [Fact]
    public void Without_one_transaction_for_stock_and_reservation_a_piece_is_gone() => Breaks(
        "never come back",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0] },
        ByHand with { Stock = (store, world, order) => new SplitTransactions(store, world, order) });

    [Fact]
    public void Without_the_order_written_first_it_is_placed_without_stock() => Breaks(
        "an order is Placed without its pieces",
        new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0] },
        ByHand with { Orders = (store, stock, world, _) => new StockFirst(store, stock, world) });

    [Fact]
    public void Without_the_fence_the_piece_of_a_late_request_is_gone() => Breaks(
        "never come back",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0] },
        ByHand with { Stock = (store, _, _) => new WithoutFence(store) });

    [Fact]
    public void Without_reservations_that_stay_a_late_request_takes_a_piece_twice() => Breaks(
        "an order took a product twice",
        new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0, 0] },
        ByHand with { KeepsReservations = false, Orders = (store, _, world, order) => new Settling(store, world, order) });

    [Fact]
    public void Without_a_due_time_on_what_is_left_to_do_a_piece_never_comes_back() => Breaks(
        "work stays due for ever",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0] },
        ByHand with { Orders = (store, _, world, _) => new FinalOrdersAreNeverDue(store, world) });

    [Fact]
    public void Without_closing_the_session_first_an_expired_order_can_be_paid() => Breaks(
        "a session can still be paid, and its order is Expired",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0] },
        Online with { PaymentFaults = PaymentFaults.ClosesNothing });

    [Fact]
    public void Without_closing_the_session_first_a_cancelled_order_can_be_paid() => Breaks(
        "a session can still be paid, and its order is Cancelled",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], Timers = 0, Cancels = 1 },
        Online,
        Online with { PaymentFaults = PaymentFaults.ClosesNothing });

    [Fact]
    public void Without_a_payment_that_wins_against_the_timer_money_stays_with_an_expired_order() => Breaks(
        "a customer paid, the order is Expired, and the money never comes back",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], CustomerPays = true },
        Online with { PaymentFaults = PaymentFaults.SaysExpiredWhenPaid });

    [Fact]
    public void Without_the_address_told_from_the_stored_order_only_a_dead_order_can_be_paid() => Breaks(
        "a session can still be paid, and its order is Expired",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0] },
        Online with { PaymentFaults = PaymentFaults.TellsAddressAtOnce });

    [Fact]
    public void Without_the_guard_of_payment_by_hand_an_order_is_paid_twice() => Breaks(
        "an order can be paid twice",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], PaysByHand = 1, CustomerPays = true },
        Online,
        Online with { Orders = (store, _, _, _) => new SessionsLookPaidByHand(store) });

    [Fact]
    public void Without_a_refund_that_is_written_before_it_is_sent_money_never_comes_back() => Breaks(
        "the money never comes back",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], Cancels = 1, CustomerPays = true },
        Online with { Orders = (store, _, _, _) => new ForgetsRefunds(store) });

    [Fact]
    public void Without_an_idempotency_key_money_is_refunded_twice() => Breaks(
        "a payment was refunded twice",
        new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], Cancels = 1, CustomerPays = true },
        Online with { PaymentFaults = PaymentFaults.RefundsAgain });

    private static void Breaks(string promise, OrderScenario scenario, OrderRules rules, OrderRules? rulesOfAdmin = null)
    {
        var broken = Assert.Throws<BrokenPromiseException>(() => scenario.Walk(rules, Walks, new Random(1), rulesOfAdmin));

        Assert.Contains(promise, broken.Message, StringComparison.Ordinal);
    }

    private static Order Changed(Order order, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Documents.Write(order))!.AsObject();
        change(document);
        return Documents.Read<Order>(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private sealed class UnchangedCarts(ICartStore inner) : ICartStore
    {
        public Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

        public Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation) => inner.TryCreateAsync(cart, cancellation);

        public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation) => Task.FromResult(true);
    }

    private sealed class UnconditionalOrders(IOrderStore inner, OrderWorld world) : DelegatingOrderStore(inner)
    {
        public override async Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) =>
            await base.TrySaveAsync(order, ifMatch, cancellation)
            || world.Database.Orders.TrySave(order.Id, order, world.Database.Orders.Find(order.Id)!.ETag);
    }

    private sealed class UnconditionalStock(IStockStore inner, OrderWorld world) : DelegatingStockStore(inner)
    {
        public override async Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation)
        {
            var written = await base.TryWriteAsync(transaction, cancellation);
            if (written.IsWritten || written.Existing is not null)
                return written;

            var current = world.Database.Stocks.Find(transaction.ProductId)!.ETag;
            var lost = transaction with { Stock = transaction.Stock! with { ETag = current } };
            world.Database.Write(lost);
            foreach (var created in transaction.Created)
                world.Take(created.OrderId, created.ProductId, created.Taken.Sum(pieces => pieces.Quantity));
            return StockWriteResult.Written;
        }
    }

    private sealed class SplitTransactions(IStockStore inner, OrderWorld world, ICallOrder order) : DelegatingStockStore(inner)
    {
        public override async Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation)
        {
            if (transaction.Stock is not { } stock || transaction.Created.Count == 0)
                return await base.TryWriteAsync(transaction, cancellation);

            var taken = await order.RunAsync("stock.take", () =>
            {
                var saved = world.Database.Stocks.TrySave(transaction.ProductId, stock.Value, stock.ETag);
                foreach (var created in saved ? transaction.Created : [])
                    world.Take(created.OrderId, created.ProductId, created.Taken.Sum(pieces => pieces.Quantity));
                return saved;
            }, cancellation);
            return taken
                ? await order.RunAsync("stock.reserve", () => world.Database.Write(transaction with { Stock = null }), cancellation)
                : StockWriteResult.Lost;
        }
    }

    private sealed class StockFirst(IOrderStore inner, StockCommands stock, OrderWorld world) : DelegatingOrderStore(inner)
    {
        public override async Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation)
        {
            if (order.IsReleaseDue && !world.Database.Orders.Find(order.Id)!.Value.IsFinal)
            {
                foreach (var (productId, _) in order.ByProduct)
                    await stock.ReleaseAsync(productId, order.Id, cancellation);
            }

            return await base.TrySaveAsync(order, ifMatch, cancellation);
        }
    }

    private sealed class WithoutFence(IStockStore inner) : DelegatingStockStore(inner)
    {
        public override Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation) =>
            transaction.Created.Any(created => created.Status == ReservationStatus.Released)
                ? Task.FromResult(StockWriteResult.Written)
                : base.TryWriteAsync(transaction, cancellation);
    }

    private sealed class Settling(IOrderStore inner, OrderWorld world, ICallOrder order) : DelegatingOrderStore(inner)
    {
        public override async Task<bool> TrySaveAsync(Order saved, string ifMatch, CancellationToken cancellation)
        {
            if (!await base.TrySaveAsync(saved, ifMatch, cancellation))
                return false;
            if (saved.Status == OrderStatus.Placed)
            {
                await order.RunAsync("stock.settle", () =>
                {
                    foreach (var (productId, _) in saved.ByProduct)
                        world.Database.Reservations.Remove($"{productId}/{saved.Id}");
                    return true;
                }, cancellation);
            }

            return true;
        }
    }

    private sealed class FinalOrdersAreNeverDue(IOrderStore inner, OrderWorld world) : DelegatingOrderStore(inner)
    {
        public override async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
            [.. (await base.DueAsync(before, limit, cancellation)).Where(id => !world.Database.Orders.Find(id)!.Value.IsFinal)];
    }

    private sealed class SessionsLookPaidByHand(IOrderStore inner) : DelegatingOrderStore(inner)
    {
        public override async Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation) =>
            await base.FindAsync(id, cancellation) is { Value.Status: OrderStatus.AwaitingPayment } found
                ? found with
                {
                    Value = Changed(found.Value, document =>
                    {
                        document["status"] = "placed";
                        document["dueAt"] = null;
                        document["payment"]!["status"] = "due";
                        document["payment"]!["sessionId"] = null;
                    }),
                }
                : await base.FindAsync(id, cancellation);
    }

    private sealed class ForgetsRefunds(IOrderStore inner) : DelegatingOrderStore(inner)
    {
        public override Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) => base.TrySaveAsync(
            order.Payment.Status == PaymentStatus.RefundDue ? Changed(order, document => document["payment"]!["status"] = "paid") : order,
            ifMatch, cancellation);
    }
}
