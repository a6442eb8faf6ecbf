using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using LiveShop.StripeDouble;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;

namespace LiveShop.Tests.Payments;

/// <summary>
/// Customers who order, pay, leave, cancel and pay late on a few pieces, while Stripe fails now and then and its events come
/// twice, late, in any order, forged or never.
/// </summary>
public sealed class PaymentHistoryTests
{
    private const int Buyers = 24;
    private const int AtOnce = 6;
    private const int FaultPercent = 15;
    private const int LostEventPercent = 20;

    private static readonly StripeFault[] Faults = [StripeFault.Error, StripeFault.ErrorAfterwards, StripeFault.LostAnswer];

    [Fact]
    public async Task Nobody_who_paid_is_left_without_goods_or_refund_and_nobody_pays_twice()
    {
        var paid = new PaidShop();
        await paid.InitializeAsync();
        try
        {
            var seed = TestSeed.Next();
            await RunAsync(paid, new Random(seed), $"seed {seed}");
        }
        finally
        {
            await paid.DisposeAsync();
        }
    }

    private static async Task RunAsync(PaidShop paid, Random random, string seed)
    {
        var products = new List<string>();
        for (var n = 0; n < 3; n++)
            products.Add(await paid.Shop.ProductAsync(stock: Buyers / 6));
        paid.Stripe.FaultOf = _ => Chance(FaultPercent) ? Faults[Next(Faults.Length)] : StripeFault.None;
        var placed = new ConcurrentBag<string>();
        // Filled before anything is sold out.
        var carts = new List<string>();
        for (var n = 0; n < TestScale.Repeat(Buyers); n++)
            carts.Add(await paid.Shop.CartAsync(products[n % products.Count]));

        using var places = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(carts.Select(async cart =>
        {
            await places.WaitAsync();
            try
            {
                await BuyAsync(cart);
            }
            finally
            {
                places.Release();
            }
        }));
        await DeliverAsync(paid, Shuffled);
        paid.Stripe.FaultOf = _ => StripeFault.None;
        foreach (var session in paid.Stripe.Ledger.Sessions.Where(session => session.PaymentIntentStatus == "processing"))
            paid.Stripe.Ledger.Settle(session.Id, isPaid: Chance(50));

        var audit = new PaymentAudit(paid.Shop, paid.Stripe);
        await audit.FinishAsync();
        await audit.CheckAsync();
        Assert.True(!placed.IsEmpty, $"Nobody got anything ({seed}).");
        Assert.Contains(paid.Stripe.Ledger.Sessions, session => session.IsRefunded || session.Status == SessionStatus.Expired);

        async Task BuyAsync(string cart)
        {
            if (await OrderAsync(cart) is not { } order)
                return;

            var session = paid.Stripe.Ledger.Sessions.SingleOrDefault(session => session.ClientReferenceId == order.Id);
            var does = Next(10);
            if (does < 6 && session is not null)
                Try(() => _ = does == 0 ? paid.Stripe.Ledger.PayLater(session.Id) : paid.Stripe.Ledger.Pay(session.Id));
            if (Chance(70))
                await DeliverAsync(paid, Shuffled);
            if (does is 5 or 6 or 7)
                using (await paid.Shop.WithKeyAsync(HttpMethod.Post, $"/api/orders/{order.Id}/cancel", order.Key)) { }
            if (does == 4)
                using (await paid.Shop.DoAsync(order.Id, "cancel")) { }
            if (does is 7 or 8 && session is not null)
                Try(() => paid.Stripe.Ledger.Pay(session.Id));
            if (does is 1 or 2 or 3 && (await paid.StateAsync(order)).Status == "placed")
                placed.Add(order.Id);
        }

        async Task<PlacedOrder?> OrderAsync(string cart)
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                using var answer = await paid.Shop.CheckOutAsync(cart, "key", OrderBodies.Of(1990 + 490));
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                    return new(cart, made.GetProperty("order"), made.Text("orderKey")!);
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
                    return null;
                }
            }

            return null;
        }

        bool Chance(int percent) => Next(100) < percent;

        int Next(int below)
        {
            lock (random)
                return random.Next(below);
        }

        List<StripeEvent> Shuffled(IEnumerable<StripeEvent> events) =>
            [.. events.Concat(events).Where(_ => !Chance(LostEventPercent)).OrderBy(_ => Next(int.MaxValue))];
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (StripeErrorException)
        {
            // The session is not open any more, as a customer's page would say.
        }
    }

    /// <summary>Sends some of the last events in some order, some of them twice, and a forged copy of each.</summary>
    private static async Task DeliverAsync(PaidShop paid, Func<IEnumerable<StripeEvent>, List<StripeEvent>> shuffled)
    {
        using var stranger = new EventSender("whsec_forged", TimeProvider.System);
        foreach (var created in shuffled(paid.Stripe.Ledger.Events.TakeLast(8)))
        {
            using var refused = await stranger.SendAsync(created, paid.Endpoint);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            using var answer = await paid.Stripe.Sender.SendAsync(created, paid.Endpoint);
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
        }
    }
}
