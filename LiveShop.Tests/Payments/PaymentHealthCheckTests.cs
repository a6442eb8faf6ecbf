using LiveShop.Core.Orders;
using LiveShop.Functions.Health;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Tests.Payments;

public class PaymentHealthCheckTests
{
    private readonly InMemoryOrderStore orders = new(new(), new InTurn());

    [Fact]
    public async Task Shop_without_keys_is_healthy_while_no_order_waits_for_them()
    {
        await orders.TryCreateAsync(OrderApi.Abandoned("by-hand", "mug"), default);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task Order_that_waits_for_a_provider_without_keys_degrades_the_health_and_names_the_provider()
    {
        var awaiting = OrderApi.Abandoned("online", "mug", provider: "stripe")
            .AwaitPayment(new("cs_1", "https://pay.example/cs_1", Sample.Noon.AddMinutes(31)), new(Sample.Ann, Sample.Noon)).Accepted();
        await orders.TryCreateAsync(awaiting, default);

        var health = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("1 orders wait for the payment provider 'stripe', whose keys are not set.", health.Description);
    }

    private Task<HealthCheckResult> CheckAsync() => new PaymentHealthCheck(
        orders, new PaymentProviders([new ManualPayment()]), TimeProvider.System).CheckHealthAsync(new(), default);
}
