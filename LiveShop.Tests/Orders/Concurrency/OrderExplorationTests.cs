using Xunit.Abstractions;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>Every order of steps of concurrent checkouts, timers, admins and payments, over the real commands.</summary>
public class OrderExplorationTests(ITestOutputHelper output)
{
    private static readonly OrderRules ByHand = new();

    private static readonly OrderRules Online = new() { PaysOnline = true };

    [Fact]
    public void Repeated_checkout_and_a_timer_place_at_most_one_order() =>
        Explore(new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0, 0] }, ByHand);

    [Fact]
    public void Two_buyers_of_the_last_piece_never_both_get_it() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"], ["a"]], Checkouts = [0, 1] }, ByHand);

    [Fact]
    public void Three_buyers_of_two_pieces_never_all_get_one() =>
        Explore(new() { Stock = Pieces(2), Carts = [["a"], ["a"], ["a"]], Checkouts = [0, 1, 2] }, ByHand);

    [Fact]
    public void Buyers_of_two_products_in_two_orders_neither_block_nor_oversell() =>
        Explore(new() { Stock = Pieces(1, 1), Carts = [["a", "b"], ["b"]], Checkouts = [0, 0, 1] }, ByHand);

    [Fact]
    public void Corrections_during_a_checkout_lose_no_piece() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"], ["a"]], Checkouts = [0, 1], Corrections = [("a", -1), ("a", 1)] }, ByHand);

    [Fact]
    public void Correction_of_a_product_that_is_short_counts_once() =>
        Explore(new() { Stock = Pieces(1, 0), Carts = [["a", "b"]], Checkouts = [0, 0], Corrections = [("b", 1)] }, ByHand);

    [Fact]
    public void Cancel_and_fulfil_of_an_order_paid_by_hand_return_its_pieces_once() =>
        Explore(new() { Stock = Pieces(1, 1), Carts = [["a", "b"]], Checkouts = [0], Cancels = 1, Fulfils = 1, PaysByHand = 1 }, ByHand);

    [Fact]
    public void Two_timers_and_two_cancels_return_pieces_once() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], Timers = 2, Cancels = 2 }, ByHand);

    [Fact]
    public void Two_keys_for_one_cart_make_one_live_order() =>
        Explore(new() { Stock = Pieces(2), Carts = [["a"]], Checkouts = [0, 0], RepeatsKeys = false },
            ByHand with { SchedulesCarts = true });

    [Fact]
    public void Payment_event_and_timer_agree_whether_an_order_is_paid() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0, 0], CustomerPays = true, PaidEvents = 1 }, Online);

    [Fact]
    public void Two_timers_and_two_payment_events_place_an_order_once() => Explore(new()
    {
        Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], Timers = 2, CustomerPays = true, PaidEvents = 2, SessionRunsOut = true,
    }, Online);

    [Fact]
    public void Cancel_of_an_order_that_is_just_being_paid_refunds_it_once() => Explore(new()
    {
        Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], CustomerPays = true, PaidEvents = 1, Cancels = 1, Fulfils = 1,
    }, Online);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Direct_debit_is_waited_for(bool succeeds) => Explore(new()
    {
        Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], DebitSucceeds = succeeds, PaidEvents = 1, Cancels = 1,
    }, Online);

    [Fact]
    public void Order_with_a_payment_session_is_not_paid_by_hand_too() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"]], Checkouts = [0], CustomerPays = true, PaidEvents = 1, PaysByHand = 1 }, Online);

    [Fact]
    public void Two_buyers_who_pay_online_for_the_last_piece_never_both_get_it() =>
        Explore(new() { Stock = Pieces(1), Carts = [["a"], ["a"]], Checkouts = [0, 1], CustomerPays = true, PaidEvents = 1 }, Online);

    internal static IReadOnlyDictionary<string, int> Pieces(params int[] pieces) =>
        pieces.Index().ToDictionary(product => $"{(char)('a' + product.Index)}", product => product.Item);

    // All orders of the smaller scenarios are tried in a campaign; by default a sample of each, and as many orders at random.
    private void Explore(OrderScenario scenario, OrderRules rules)
    {
        var seed = TestSeed.Next();
        output.WriteLine($"Seed {seed}");
        var walked = scenario.Walk(rules, TestScale.Repeat(300), new Random(seed));
        var explored = scenario.Run(rules, TestScale.Repeat(400));
        output.WriteLine($"{walked.Situations} situations at random, {explored.Situations} in order");
        Assert.True(explored.Situations > 100);
    }
}
