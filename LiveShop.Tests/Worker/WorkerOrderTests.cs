using System.Net;
using System.Net.Http.Json;
using System.Text;
using LiveShop.Functions.Orders;

namespace LiveShop.Tests.Worker;

/// <summary>The parts of orders that depend on the worker: a timer, a streamed answer, and a header that only one function reads.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkerOrderTests(WorkerFixture worker)
{
    [Fact]
    public async Task The_timer_that_finishes_orders_runs_in_the_worker()
    {
        var result = await worker.Host.InvokeAsync(nameof(FinishDueOrders), """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""");

        Assert.True(result.Succeeded, result.Exception);
        Assert.Empty(result.Outputs);
    }

    [Fact]
    public async Task The_export_is_streamed_by_the_worker_as_a_file()
    {
        using var answer = await worker.Admin.GetAsync("api/orders.csv");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8; header=present", $"{answer.Content.Headers.ContentType}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.StartsWith("\ufeffNumber,Order id,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_asked_for_with_its_key_and_a_checkout_with_an_idempotency_key()
    {
        using var unknown = new HttpRequestMessage(HttpMethod.Get, $"api/orders/{new string('0', 32)}") { Headers = { { "Order-Key", "nothing" } } };

        using var keyless = await worker.Anyone.GetAsync($"api/orders/{new string('0', 32)}");
        using var missing = await worker.Anyone.SendAsync(unknown);
        using var checkout = await worker.Anyone.PostAsJsonAsync($"api/carts/{new string('0', 32)}/checkout", new { });

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (keyless.StatusCode, missing.StatusCode, checkout.StatusCode));
        Assert.Contains("Idempotency-Key", await checkout.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
