using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Core.Results;

namespace LiveShop.Tests.Orders;

public class OrderTests
{
    private static readonly ChangeOrigin Ann = Sample.By(Sample.Ann, minute: 1);

    private static readonly PaymentSession Session = new("session-1", "https://pay.example/1", Sample.Noon.AddMinutes(31));

    private static Order Reserving => OrderSample.Order("key-1", "mug", "lamp");

    private static Order Placed => Reserving.Place(Ann).Accepted();

    private static Order PaidByHand => Placed.PayByHand(Ann).Accepted();

    private static Order Fulfilled => PaidByHand.Fulfil(Ann).Accepted();

    private static Order Awaiting => Reserving.AwaitPayment(Session, Ann).Accepted();

    private static Order PaidOnline => Awaiting.Pay(Session.Id, Ann);

    private static Order Expired => Awaiting.Expire(SessionState.Expired, Ann).Accepted();

    [Fact]
    public void New_order_reserves_and_is_due_after_two_minutes()
    {
        Assert.Equal((OrderStatus.Reserving, PaymentStatus.None), (Reserving.Status, Reserving.Payment.Status));
        Assert.Equal(Sample.Noon.AddMinutes(2), Reserving.DueAt);
        Assert.Equal(["lamp", "mug"], Reserving.ByProduct.Select(product => product.ProductId));
    }

    [Fact]
    public void Order_by_hand_is_placed_with_the_payment_due_and_nothing_left_to_do() =>
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due, null), (Placed.Status, Placed.Payment.Status, Placed.DueAt));

    [Fact]
    public void Order_with_a_session_is_due_when_the_session_ends() =>
        Assert.Equal((OrderStatus.AwaitingPayment, Session.Id, Session.EndsAt),
            (Awaiting.Status, Awaiting.Payment.SessionId, Awaiting.DueAt));

    [Fact]
    public void Payment_places_an_order_that_awaits_it() =>
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid, null), (PaidOnline.Status, PaidOnline.Payment.Status, PaidOnline.DueAt));

    [Fact]
    public void Payment_of_another_session_changes_nothing() =>
        Assert.Equal(OrderStatus.AwaitingPayment, Awaiting.Pay("session-2", Ann).Status);

    [Fact]
    public void Payment_of_a_final_order_is_owed_back_at_once()
    {
        var paid = Expired.Pay(Session.Id, Ann);

        Assert.Equal((OrderStatus.Expired, PaymentStatus.RefundDue, Ann.At), (paid.Status, paid.Payment.Status, paid.DueAt));
        Assert.True(paid.IsProviderRefundDue);
    }

    [Fact]
    public void Payment_that_is_said_again_changes_nothing()
    {
        var paid = PaidOnline;

        Assert.Same(paid, paid.Pay(Session.Id, Ann));
    }

    [Fact]
    public void Pending_payment_is_waited_for_an_hour() =>
        Assert.Equal(Ann.At.AddHours(1), Awaiting.AwaitPendingPayment(Session.Id, Ann).DueAt);

    [Theory]
    [InlineData(null)]
    [InlineData(SessionState.Processing)]
    [InlineData(SessionState.Paid)]
    public void Order_that_awaits_payment_expires_only_after_its_session_was_closed_unpaid(SessionState? session) =>
        Awaiting.Expire(session, Ann).IsConflict("order-state");

    [Fact]
    public void Ended_order_has_its_release_due_at_once()
    {
        foreach (var ended in new[] { Reserving.Refuse(Ann).Accepted(), Reserving.Expire(null, Ann).Accepted(),
            Placed.Cancel(null, Ann).Accepted() })
            Assert.Equal((true, true, Ann.At), (ended.IsFinal, ended.IsReleaseDue, ended.DueAt));
    }

    [Fact]
    public void Released_order_is_not_due_any_more()
    {
        var released = Expired.MarkReleased(Ann.At);

        Assert.Equal((false, null), (released.IsReleaseDue, released.DueAt));
        Assert.Same(released, released.MarkReleased(Ann.At));
    }

    [Fact]
    public void Cancelled_order_that_was_paid_online_stays_due_until_it_is_refunded()
    {
        var cancelled = PaidOnline.Cancel(null, Ann).Accepted();
        Assert.Equal((PaymentStatus.RefundDue, true), (cancelled.Payment.Status, cancelled.IsReleaseDue));

        var released = cancelled.MarkReleased(Ann.At);
        Assert.Equal(Ann.At, released.DueAt);

        var refunded = released.MarkRefunded(Ann);
        Assert.Equal((PaymentStatus.Refunded, null), (refunded.Payment.Status, refunded.DueAt));
    }

    [Fact]
    public void Cancelled_order_that_was_paid_by_hand_waits_for_a_person_and_not_for_the_timer()
    {
        var cancelled = PaidByHand.Cancel(null, Ann).Accepted().MarkReleased(Ann.At);

        Assert.Equal((PaymentStatus.RefundDue, null), (cancelled.Payment.Status, cancelled.DueAt));
        Assert.Equal(PaymentStatus.Refunded, cancelled.Refund(Ann).Accepted().Payment.Status);
    }

    [Fact]
    public void Cancelled_order_that_was_not_paid_owes_nothing() =>
        Assert.Equal(PaymentStatus.None, Placed.Cancel(null, Ann).Accepted().Payment.Status);

    [Fact]
    public void Order_that_was_paid_when_its_session_was_closed_is_cancelled_and_refunded() =>
        Assert.Equal(PaymentStatus.RefundDue, Awaiting.Cancel(SessionState.Paid, Ann).Accepted().Payment.Status);

    [Fact]
    public void Order_with_a_payment_on_its_way_is_not_cancelled() =>
        Awaiting.Cancel(SessionState.Processing, Ann).IsConflict("payment-processing");

    [Fact]
    public void Order_with_a_session_is_not_paid_by_hand()
    {
        Awaiting.PayByHand(Ann).IsConflict("order-state");
        PaidOnline.PayByHand(Ann).IsConflict("order-state");
    }

    [Fact]
    public void Fulfilled_order_is_paid_on_delivery_and_stays_fulfilled()
    {
        var delivered = Placed.Fulfil(Ann).Accepted();

        var paid = delivered.PayByHand(Ann).Accepted();

        Assert.Equal((OrderStatus.Fulfilled, PaymentStatus.Due), (delivered.Status, delivered.Payment.Status));
        Assert.Equal((OrderStatus.Fulfilled, PaymentStatus.Paid, null), (paid.Status, paid.Payment.Status, paid.DueAt));
        Assert.Equal(OrderEventType.Paid, paid.History[^1].Type);
        Assert.Same(paid, paid.PayByHand(Ann).Accepted());
        Assert.Equal(PaymentStatus.RefundDue, paid.Refund(Ann).Accepted().Payment.Status);
        delivered.Refund(Ann).IsConflict("order-state");
    }

    [Fact]
    public void Fulfilled_order_that_was_paid_online_or_paid_back_is_not_paid_by_hand()
    {
        PaidOnline.Fulfil(Ann).Accepted().PayByHand(Ann).IsConflict("order-state");
        Fulfilled.Refund(Ann).Accepted().PayByHand(Ann).IsConflict("order-state");
        Fulfilled.Refund(Ann).Accepted().Refund(Ann).Accepted().PayByHand(Ann).IsConflict("order-state");
    }

    [Fact]
    public void Refund_of_a_fulfilled_order_is_due_and_takes_back_no_stock()
    {
        var refund = PaidOnline.Fulfil(Ann).Accepted().Refund(Ann).Accepted();

        Assert.Equal((OrderStatus.Fulfilled, PaymentStatus.RefundDue, false, Ann.At),
            (refund.Status, refund.Payment.Status, refund.IsReleaseDue, refund.DueAt));
    }

    [Fact]
    public void Final_statuses_have_no_way_back()
    {
        foreach (var final in new[] { Expired, Reserving.Refuse(Ann).Accepted(), Placed.Cancel(null, Ann).Accepted() })
        {
            final.Place(Ann).IsConflict("order-state");
            final.AwaitPayment(Session, Ann).IsConflict("order-state");
            final.Fulfil(Ann).IsConflict("order-state");
            final.PayByHand(Ann).IsConflict("order-state");
            Assert.True(final.Pay("session-1", Ann).IsFinal);
        }
    }

    [Fact]
    public void Work_that_fails_is_due_again_after_1_2_4_up_to_60_minutes()
    {
        var order = Expired;
        var minutes = new List<double>();
        for (var n = 0; n < 8; n++)
        {
            order = order.Postpone(Ann.At);
            minutes.Add((order.DueAt!.Value - Ann.At).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], minutes);
    }

    [Fact]
    public void Erased_order_keeps_its_lines_and_no_person()
    {
        var erased = Fulfilled.Erase(Ann).Accepted();

        Assert.Equal((null, null, null, null, null), (erased.Customer, erased.Note, erased.CartId, erased.KeyHash, erased.Fingerprint));
        Assert.Equal(2, erased.Lines.Count);
        Assert.False(erased.IsKey(OrderId.KeyOf("0123456789abcdef0123456789abcdef", "key-1")));
    }

    [Fact]
    public void Order_that_is_not_finished_is_not_erased()
    {
        Reserving.Erase(Ann).IsConflict("order-not-finished");
        Placed.Erase(Ann).IsConflict("order-not-finished");
        Expired.Erase(Ann).IsConflict("order-not-finished");
        Expired.MarkReleased(Ann.At).Erase(Ann).Accepted();
    }

    [Fact]
    public void Order_whose_money_is_owed_back_is_not_erased_before_it_is_paid_back()
    {
        var owed = PaidByHand.Cancel(null, Ann).Accepted().MarkReleased(Ann.At);

        owed.Erase(Ann).IsConflict("order-not-finished");
        owed.Refund(Ann).Accepted().Erase(Ann).Accepted();
    }

    [Fact]
    public void Order_is_not_erased_before_its_retention_ends()
    {
        var retention = Ann.At - Fulfilled.CreatedAt;

        Fulfilled.Erase(Ann, retention + TimeSpan.FromMilliseconds(1)).IsConflict("retention");
        Fulfilled.Erase(Ann, retention).Accepted();
        Reserving.Erase(Ann, TimeSpan.FromDays(1)).IsConflict("order-not-finished");
    }

    [Fact]
    public void History_says_what_happened_by_whom_in_its_order() => Assert.Equal(
        [OrderEventType.Created, OrderEventType.Placed, OrderEventType.Paid, OrderEventType.Fulfilled],
        Fulfilled.History.Select(entry => entry.Type));

    [Fact]
    public void Order_is_opened_by_its_key_alone()
    {
        var key = OrderId.KeyOf("0123456789abcdef0123456789abcdef", "key-1");

        Assert.True(Reserving.IsKey(key));
        Assert.False(Reserving.IsKey(Reserving.Id));
        Assert.False(Reserving.IsKey(null));
        Assert.DoesNotContain(key, Reserving.KeyHash, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_is_ten_characters_of_the_id_that_are_not_misread()
    {
        Assert.Equal("0000000000", OrderId.NumberOf(new string('0', 32)));
        Assert.Equal("ZZZZZZZZZZ", OrderId.NumberOf(new string('f', 32)));
        Assert.Equal("0000020000", OrderId.NumberOf("0000000800000000" + new string('0', 16)));
        Assert.Equal(Reserving.Number, OrderId.NumberOf(Reserving.Id));
    }

    [Theory]
    [InlineData("4k7x9-2mbqt", "4K7X92MBQT")]
    [InlineData(" o1 Il ", "0111")]
    public void Typed_number_is_read_without_case_blanks_and_lookalikes(string typed, string number) =>
        Assert.Equal(number, OrderId.NormalizeNumber(typed));
}
