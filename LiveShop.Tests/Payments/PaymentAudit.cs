using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.StripeDouble;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Payments;

/// <summary>Lets the timer finish all orders, and then compares them with what Stripe has and with the stock.</summary>
internal sealed class PaymentAudit(OrderApi shop, StripeServer stripe)
{
    private const int MaxRuns = 50;

    private IOrderStore Orders => shop.Server.Services.GetRequiredService<IOrderStore>();

    /// <summary>Runs the timer hours ahead until nothing is due.</summary>
    public async Task FinishAsync()
    {
        var services = shop.Server.Services;
        var timer = new DueOrders(
            Orders, services.GetRequiredService<StockCommands>(), services.GetRequiredService<PaymentProviders>(),
            services.GetRequiredService<ConditionalWriteLoop>(), new FastTimerClock { Ahead = TimeSpan.FromHours(30) },
            NullLogger<DueOrders>.Instance);
        for (var run = 0; run < MaxRuns; run++)
        {
            if (await timer.RunAsync(default) == 0)
                break;
        }

        Assert.Empty(await Orders.DueAsync(DateTimeOffset.MaxValue, 1, default));
    }

    /// <summary>Nobody who paid is without goods or refund, nobody paid twice, and every piece is accounted for.</summary>
    public async Task CheckAsync()
    {
        var sessions = stripe.Ledger.Sessions.Where(session => session.ClientReferenceId is not null).ToList();
        Assert.Equal(sessions.Count, sessions.Select(session => session.ClientReferenceId).Distinct().Count());
        foreach (var session in sessions)
        {
            var order = (await Orders.FindAsync(session.ClientReferenceId!, default))!.Value;
            var keeps = order.IsPlaced && order.Payment.Status == PaymentStatus.Paid && order.Payment.SessionId == session.Id;
            Assert.True(
                session switch
                {
                    { IsRefunded: true } => !order.IsPlaced && order.Payment.Status == PaymentStatus.Refunded,
                    { IsPaid: true } => keeps,
                    _ => order is { IsFinal: true, Payment.Status: PaymentStatus.None },
                },
                $"{session} belongs to an order that is {order.Status}, {order.Payment.Status}.");
        }

        var check = await shop.Admin.GetAsync("/api/stock-check?limit=200").JsonAsync();
        Assert.Empty(check.GetProperty("items").EnumerateArray());
    }
}
