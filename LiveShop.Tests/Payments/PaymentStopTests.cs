using System.Net;
using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.StripeDouble;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Local;
using LiveShop.Tests.Orders.Concurrency;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Payments;

/// <summary>A purchase whose process stops before and after each of its writes and each of its calls of Stripe.</summary>
public sealed class PaymentStopTests
{
    private const int MaxSteps = 40;

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, true, true)]
    public async Task Purchase_that_stops_at_any_step_ends_well(bool isDone, bool comesBack, bool eventsArrive)
    {
        var switches = new PowerSwitch();
        var paid = new PaidShop(services => services
            .Wrap<IOrderStore>(store => new StoppedOrders(store, switches))
            .Wrap<IStockStore>(store => new StoppedStock(store, switches)));
        await paid.InitializeAsync();
        paid.Stripe.FaultOf = _ => switches.FaultOf();
        try
        {
            var steps = 0;
            for (var isStopped = true; isStopped && steps < MaxSteps; steps++)
                isStopped = await StopAtAsync(paid, switches, steps, isDone, comesBack, eventsArrive);

            // The customer comes back while the order is made, which takes fewer steps.
            Assert.InRange(steps, comesBack ? 5 : 8, MaxSteps - 1);
        }
        finally
        {
            await paid.DisposeAsync();
        }
    }

    /// <returns>Whether the purchase has so many steps.</returns>
    private static async Task<bool> StopAtAsync(
        PaidShop paid, PowerSwitch switches, int step, bool isDone, bool comesBack, bool eventsArrive)
    {
        var cart = await paid.Shop.CartAsync(await paid.Shop.ProductAsync(stock: 1));
        var id = OrderId.Of(cart, "key");

        switches.StopAt(step, isDone);
        await OrderAsync(paid, cart);
        var isStopped = false;
        if (comesBack)
        {
            // Another process takes the repeated request.
            isStopped = switches.Start();
            await OrderAsync(paid, cart);
        }

        // Its address is told out of the stored order only, so nobody can pay another session.
        var stored = await paid.Shop.Server.Services.GetRequiredService<IOrderStore>().FindAsync(id, default);
        var session = paid.Stripe.Ledger.Sessions.SingleOrDefault(session => session.Id == stored?.Value.Payment.SessionId);
        if (session is not null)
        {
            paid.Stripe.Ledger.Pay(session.Id);
            if (eventsArrive)
                await paid.TellAsync(id);
            using (await paid.Shop.DoAsync(id, "cancel")) { }
        }

        isStopped |= switches.Start();
        var audit = new PaymentAudit(paid.Shop, paid.Stripe);
        await audit.FinishAsync();
        if (session is not null && eventsArrive)
            Assert.Equal(HttpStatusCode.OK, await paid.TellAsync(id));
        await audit.FinishAsync();
        await audit.CheckAsync();
        return isStopped;
    }

    private static async Task OrderAsync(PaidShop paid, string cart)
    {
        using var answer = await paid.Shop.CheckOutAsync(cart, "key", OrderBodies.Of(1990 + 490));
        Assert.True(
            answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError,
            await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Lets so many writes happen, and then nothing until the process is started again.</summary>
    private sealed class PowerSwitch
    {
        private readonly Lock gate = new();
        private int? left;
        private bool isDone;

        /// <param name="done">Whether the last write takes effect before the process stops.</param>
        public void StopAt(int step, bool done)
        {
            lock (gate)
                (left, isDone) = (step, done);
        }

        /// <returns>Whether it had stopped.</returns>
        public bool Start()
        {
            lock (gate)
            {
                var had = left < 0;
                left = null;
                return had;
            }
        }

        public StripeFault FaultOf()
        {
            lock (gate)
            {
                if (left is null)
                    return StripeFault.None;
                left--;
                return left >= 0 ? StripeFault.None : left == -1 && isDone ? StripeFault.LostAnswer : StripeFault.Error;
            }
        }

        public async Task<T> RunAsync<T>(Func<Task<T>> write)
        {
            var fault = FaultOf();
            var result = fault == StripeFault.Error ? default : await write();
            return fault == StripeFault.None
                ? result!
                : throw new StoreUnavailableException("The process has stopped.", TimeSpan.FromSeconds(1));
        }
    }

    private sealed class StoppedOrders(IOrderStore inner, PowerSwitch switches) : DelegatingOrderStore(inner)
    {
        public override Task<Stored<Order>?> TryCreateAsync(Order order, CancellationToken cancellation) =>
            switches.RunAsync(() => base.TryCreateAsync(order, cancellation));

        public override Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) =>
            switches.RunAsync(() => base.TrySaveAsync(order, ifMatch, cancellation));
    }

    private sealed class StoppedStock(IStockStore inner, PowerSwitch switches) : DelegatingStockStore(inner)
    {
        public override Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation) =>
            switches.RunAsync(() => base.TryWriteAsync(transaction, cancellation));
    }
}
