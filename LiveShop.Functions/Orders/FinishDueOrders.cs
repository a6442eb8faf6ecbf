using LiveShop.Core.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Orders;

public sealed class FinishDueOrders(DueOrders orders, ILogger<FinishDueOrders> logger)
{
    private const string EveryMinute = "0 * * * * *";

    /// <summary>Does what is due on orders: ends those that were not paid in time, returns their pieces, pays back.</summary>
    /// <remarks>A run that was missed needs no making up, because the next one is due within a minute.</remarks>
    [Function(nameof(FinishDueOrders))]
    public async Task RunAsync([TimerTrigger(EveryMinute, UseMonitor = false)] TimerInfo timer, CancellationToken cancellation)
    {
        var due = await orders.RunAsync(cancellation);
        if (due > 0)
            logger.LogInformation("Work was due on {Count} orders", due);
    }
}
