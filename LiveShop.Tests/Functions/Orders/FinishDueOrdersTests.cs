using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Functions.Orders;
using LiveShop.Local.FunctionHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Functions.Orders;

[Collection(OrderApiCollection.Name)]
public sealed class FinishDueOrdersTests(OrderApi api)
{
    [Fact]
    public async Task Timer_ends_an_order_that_nobody_went_on_with_and_its_pieces_come_back()
    {
        var product = await api.ProductAsync(stock: 5);
        var orders = api.Server.Services.GetRequiredService<IOrderStore>();
        var abandoned = OrderApi.Abandoned(api.NewId("key"), product);
        await orders.TryCreateAsync(abandoned, default);
        await api.Server.Services.GetRequiredService<StockCommands>().ReserveAsync(product, abandoned.Id, [new Pieces(ProductVariant.DefaultId, 1)], default);
        Assert.Equal(4, await api.AvailableAsync(product));

        await ActivatorUtilities.CreateInstance<FinishDueOrders>(api.Server.Services).RunAsync(new TimerInfo(), default);

        var ended = (await orders.FindAsync(abandoned.Id, default))!.Value;
        Assert.Equal((OrderStatus.Expired, null, "system"), (ended.Status, ended.DueAt, ended.History[^1].By));
        Assert.Equal(5, await api.AvailableAsync(product));
    }

    [Fact]
    public void Timer_is_due_every_minute()
    {
        var trigger = FunctionMethod.In(typeof(FinishDueOrders).Assembly)
            .Single(function => function.Name == nameof(FinishDueOrders)).Binding<TimerTriggerAttribute>()!;

        Assert.Equal(
            Enumerable.Range(1, 3).Select(minute => Sample.Noon.UtcDateTime.AddMinutes(minute)),
            TimerDispatcher.ScheduleOf(trigger).GetNextOccurrences(Sample.Noon.UtcDateTime, Sample.Noon.UtcDateTime.AddMinutes(3.5)));
        Assert.False(trigger.UseMonitor);
    }
}
