using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Interleavings;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>
/// Processes that work on orders at the same time. Each of their calls to a store or a provider is one step, and each may stop
/// before every step for as long as it likes or for ever. In every situation all of them may have stopped: then the timer alone
/// goes on, and everything must come to a good end.
/// </summary>
internal sealed class OrderScenario
{
    private const int MaxTimerRuns = 200;

    private static readonly Caller Admin = new(Sample.Ann);

    private readonly Dictionary<string, InvalidOperationException?> recovered = [];
    private List<Cart> carts = [];

    /// <summary>The pieces of each product.</summary>
    public required IReadOnlyDictionary<string, int> Stock { get; init; }

    /// <summary>The products of each cart, one piece of each.</summary>
    public required string[][] Carts { get; init; }

    /// <summary>The cart of each checkout; a cart that is named twice is a repeated request.</summary>
    public required int[] Checkouts { get; init; }

    /// <summary>Whether repeated requests carry the same idempotency key.</summary>
    public bool RepeatsKeys { get; init; } = true;

    public int Timers { get; init; } = 1;

    public int PaidEvents { get; init; }

    public int Cancels { get; init; }

    public int PaysByHand { get; init; }

    public int Fulfils { get; init; }

    public bool CustomerPays { get; init; }

    /// <summary>Whether a payment by direct debit succeeds; null for none.</summary>
    public bool? DebitSucceeds { get; init; }

    public bool SessionRunsOut { get; init; }

    public (string ProductId, int Difference)[] Corrections { get; init; } = [];

    /// <summary>Tries every order of steps, up to so many situations.</summary>
    /// <exception cref="BrokenPromiseException">An order of steps breaks a promise.</exception>
    public Exploration Run(OrderRules rules, int maxSituations) => Explore(rules, null, maxSituations).Run();

    /// <summary>Tries random orders of steps.</summary>
    /// <inheritdoc cref="Run" />
    public Exploration Walk(OrderRules rules, int walks, Random random, OrderRules? rulesOfAdmin = null) =>
        Explore(rules, rulesOfAdmin, int.MaxValue).Walk(walks, random);

    private Exploration Explore(OrderRules rules, OrderRules? rulesOfAdmin, int maxSituations)
    {
        carts = [.. Carts.Select(products => OrderSample.Cart(products))];
        recovered.Clear();
        return new(schedule => Start(schedule, rules, rulesOfAdmin ?? rules), maxSituations);
    }

    private static async Task<string> IgnoringOutages<T>(Task<Result<T>> command, Action<T> then) where T : class
    {
        try
        {
            if ((await command).Value is { } accepted)
                then(accepted);
        }
        catch (StoreUnavailableException)
        {
            // Nobody was told anything, and the request may come again.
        }

        return "";
    }

    private Scenario Start(Schedule schedule, OrderRules rules, OrderRules rulesOfAdmin)
    {
        var world = new OrderWorld(Stock);
        foreach (var cart in carts)
            world.Database.Carts.TryCreate(cart.Id, cart);

        foreach (var (n, cart) in Checkouts.Index())
            schedule.Start($"checkout {cart}", writer => CheckOut(new(world, writer, rules), world, cart, RepeatsKeys ? cart : n));
        Repeat(Timers, "timer", writer => RunTimer(new(world, writer, rules)));
        Repeat(PaidEvents, "paid event", writer => TellPaid(world, writer, rules));
        Repeat(Cancels, "cancel", writer => IgnoringOutages(new OrderProcess(world, writer, rulesOfAdmin)
            .Orders.CancelAsync(IdOf(0, 0), Admin, default), _ => { }));
        Repeat(Fulfils, "fulfil", writer => IgnoringOutages(new OrderProcess(world, writer, rules)
            .Orders.FulfilAsync(IdOf(0, 0), Admin, default), _ => { }));
        Repeat(PaysByHand, "pay", writer => IgnoringOutages(
            new OrderProcess(world, writer, rulesOfAdmin).Orders.PayAsync(IdOf(0, 0), Admin, default), order =>
                world.MarkPaidByHand(order.Id)));
        foreach (var (productId, difference) in Corrections)
        {
            schedule.Start($"correct {productId} {difference}", writer => IgnoringOutages(
                new OrderProcess(world, writer, rules).Stock.CorrectAsync(productId, StockChange.Add("default", difference), null, Admin,
                    default), _ => { }));
        }

        StartCustomers(schedule, world);
        return new(OrderWorld.Digest, world.ToString, () => { }) { Always = () => Check(world, rules) };

        void Repeat(int count, string name, Func<Writer, Task<string>> work)
        {
            for (var n = 0; n < count; n++)
                schedule.Start(name, work);
        }
    }

    private void StartCustomers(Schedule schedule, OrderWorld world)
    {
        if (CustomerPays)
            schedule.Start("customer pays", writer => Change(writer, DoubleSession.Open, DoubleSession.Paid));
        if (SessionRunsOut)
            schedule.Start("session runs out", writer => Change(writer, DoubleSession.Open, DoubleSession.Expired));
        if (DebitSucceeds is { } succeeds)
        {
            schedule.Start("direct debit", async writer =>
            {
                await Change(writer, DoubleSession.Open, DoubleSession.Processing);
                return await Change(writer, DoubleSession.Processing, succeeds ? DoubleSession.Paid : DoubleSession.Failed);
            });
        }

        Task<string> Change(Writer writer, DoubleSession from, DoubleSession to) => writer.RunAsync($"payments.{to}", () =>
        {
            var session = world.Payments.Sessions.Values.FirstOrDefault(session => session.State == from
                && (session.IsTold || to == DoubleSession.Expired));
            if (session is not null)
                world.Payments.Change(session.Id, row => row with { State = to });
            return "";
        }, default);
    }

    private Task<string> CheckOut(OrderProcess process, OrderWorld world, int cart, int key) => IgnoringOutages(
        process.Checkout.CheckoutAsync(carts[cart].Id, $"key-{key}", OrderSample.Request(TotalOf(cart)), default), result =>
        {
            if (result.Order is { Status: OrderStatus.AwaitingPayment, Payment.SessionId: { } session })
                world.Payments.Change(session, row => row with { IsTold = true });
        });

    // One piece of each for 19.90, and shipping for 4.90.
    private long TotalOf(int cart) => (Carts[cart].Length * 1990) + 490;

    private static async Task<string> TellPaid(OrderWorld world, Writer writer, OrderRules rules)
    {
        var paid = await writer.RunAsync(
            "payments.find", () => world.Payments.Sessions.Values.FirstOrDefault(session => session.State == DoubleSession.Paid), default);
        if (paid is not null)
            await new OrderProcess(world, writer, rules).Orders.FollowAsync(new(PaymentEventType.Paid, paid.OrderId, paid.Id), default);
        return "";
    }

    private async Task<string> RunTimer(OrderProcess process)
    {
        process.Clock.Now = Sample.Noon.AddDays(1);
        foreach (var _ in Carts)
            await process.Timer.RunAsync(default);
        return "";
    }

    private void Check(OrderWorld world, OrderRules rules)
    {
        OrderPromises.Always(world);
        var documents = world.ToString();
        if (!recovered.TryGetValue(documents, out var broken))
            recovered[documents] = broken = Recover(world, rules);
        if (broken is not null)
            throw new InvalidOperationException($"{broken.Message}, once all stop here and the timer goes on alone", broken);
    }

    /// <summary>What the timer alone makes of a situation: the broken promise, if any.</summary>
    private static InvalidOperationException? Recover(OrderWorld stopped, OrderRules rules)
    {
        // Money that is on its way comes or does not.
        var isOnItsWay = stopped.Payments.Sessions.Values.Any(session => session.State == DoubleSession.Processing);
        foreach (var outcome in isOnItsWay ? new[] { DoubleSession.Paid, DoubleSession.Failed } : [DoubleSession.Paid])
        {
            var world = stopped.Copy();
            foreach (var session in world.Payments.Sessions.Values.Where(session => session.State == DoubleSession.Processing))
                world.Payments.Change(session.Id, row => row with { State = outcome });
            var process = new OrderProcess(world, new InTurn(), rules);
            process.Clock.Now = Sample.Noon.AddDays(2);
            for (var run = 0; run < MaxTimerRuns && process.Timer.RunAsync(default).GetAwaiter().GetResult() > 0; run++)
                process.Clock.Now = process.Clock.Now.AddHours(2);
            try
            {
                OrderPromises.AtTheEnd(world, rules.KeepsReservations);
            }
            catch (InvalidOperationException e)
            {
                return e;
            }
        }

        return null;
    }

    private string IdOf(int cart, int key) => OrderId.Of(carts[cart].Id, $"key-{key}");
}
