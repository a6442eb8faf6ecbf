using LiveShop.Core.Orders;
using LiveShop.Core.Stock;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>What holds in every situation, and what holds once the timer alone went on from it.</summary>
internal static class OrderPromises
{
    public static void Always(OrderWorld world)
    {
        foreach (var (productId, initial) in world.Initial)
        {
            var taken = world.TakenOf(productId);
            var corrections = world.CorrectionsOf(productId);
            var available = world.Database.Stocks.Find(productId)!.Value.Variants[0].Available!.Value;
            Require(available >= 0, $"the stock of {productId} is negative");
            Require(
                available + taken == initial + corrections,
                $"{productId}: {available} are left and {taken} taken of {initial} and corrections of {corrections}");
        }

        foreach (var order in world.Orders)
        {
            foreach (var (productId, pieces) in order.ByProduct)
            {
                var takenBy = world.TakenBy(order.Id, productId);
                Require(takenBy >= 0, "pieces of an order came back twice");
                Require(takenBy <= pieces[0].Quantity, "an order took a product twice");
                Require(!order.IsPlaced || takenBy == pieces[0].Quantity, $"an order is {order.Status} without its pieces of {productId}");
            }

            var sessions = world.Payments.Sessions.Values.Where(session => session.OrderId == order.Id).ToList();
            Require(sessions.TrueForAll(session => session.Refunds <= 1), "a payment was refunded twice");
            Require(
                !order.IsPlaced || order.Payment.Status is PaymentStatus.RefundDue or PaymentStatus.Refunded
                    || sessions.TrueForAll(session => session.Refunds == 0),
                $"an order is {order.Status} and paid although it was refunded");
            var payable = sessions.Count(session => session.IsTold
                && (session.State is DoubleSession.Open or DoubleSession.Processing
                    || session is { State: DoubleSession.Paid, Refunds: 0 }));
            Require(payable + (world.IsPaidByHand(order.Id) ? 1 : 0) <= 1, "an order can be paid twice");
        }

        var live = world.Orders.Where(order => order.IsPlaced || order.Status == OrderStatus.AwaitingPayment)
            .GroupBy(order => order.CartId);
        Require(live.All(orders => orders.Count() <= 1), "a cart has two live orders");
    }

    public static void AtTheEnd(OrderWorld world, bool keepsReservations)
    {
        Always(world);
        foreach (var order in world.Orders)
        {
            Require(!order.IsOpen, $"an order stays {order.Status} for ever");
            Require(order is { DueAt: null, IsReleaseDue: false }, "work stays due for ever");
            foreach (var (productId, _) in order.ByProduct)
            {
                var reservation = world.Database.Reservations.Find($"{productId}/{order.Id}")?.Value;
                Require(!order.IsFinal || world.TakenBy(order.Id, productId) == 0,
                    $"the pieces of an order that is {order.Status} never come back");
                Require(
                    !keepsReservations || !order.IsPlaced || reservation?.Status == ReservationStatus.Held,
                    $"an order is {order.Status} without its reservation");
                Require(!order.IsFinal || reservation?.Status != ReservationStatus.Held,
                    $"a reservation outlives an order that is {order.Status}");
            }

            Require(!order.IsProviderRefundDue, "a refund is owed for ever");
        }

        foreach (var session in world.Payments.Sessions.Values)
        {
            var order = world.Orders.Single(order => order.Id == session.OrderId);
            Require(session is not { State: DoubleSession.Open, IsTold: true },
                $"a session can still be paid, and its order is {order.Status}");
            Require(
                session is not { State: DoubleSession.Paid, Refunds: 0 } || (order.IsPlaced && order.Payment.SessionId == session.Id),
                $"a customer paid, the order is {order.Status}, and the money never comes back");
        }
    }

    private static void Require(bool holds, string broken)
    {
        if (!holds)
            throw new InvalidOperationException(broken);
    }
}
