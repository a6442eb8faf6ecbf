using LiveShop.Functions.Orders;

namespace LiveShop.Tests.Infra;

public sealed class TimerTests
{
    [Fact]
    public async Task An_alert_watches_the_timer_that_finishes_orders() =>
        Assert.Contains(
            (await Deployment.DefaultAsync()).All("Microsoft.Insights/scheduledQueryRules")
                .Select(alert => alert.At("properties.criteria.allOf")[0].Text("query")),
            query => query.Contains($"\"{nameof(FinishDueOrders)}\"", StringComparison.Ordinal));

    [Fact]
    public async Task No_instance_is_kept_ready_for_a_timer() =>
        Assert.DoesNotContain(
            (await Deployment.DefaultAsync()).Single(FunctionAppTests.Site).At(FunctionAppTests.AlwaysReady).EnumerateArray(),
            ready => ready.Text("name").EndsWith(nameof(FinishDueOrders), StringComparison.Ordinal));
}
