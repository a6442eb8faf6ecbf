using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Media;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace LiveShop.Tests.Functions.Http;

/// <summary>Functions whose store fails.</summary>
public sealed class FailureTests
{
    private const string Secret = "AccountKey=c2VjcmV0";

    private static readonly string[] WithoutAStore = ["GetHealth", "GetOpenApi"];

    private static IEnumerable<HttpFunction> Functions => HttpFunction.All.Where(function => !WithoutAStore.Contains(function.Name));

    [Fact]
    public async Task Unexpected_exception_is_500_with_nothing_but_a_trace_id()
    {
        await using var server = await StartAsync(new InvalidOperationException($"{Secret} at /home/ann/data"));
        using var admin = await server.AdminAsync();

        foreach (var function in Functions)
        {
            using var answer = await admin.SendAsync(Requests.To(function));
            Assert.True(answer.StatusCode == HttpStatusCode.InternalServerError, $"{function.Name} answered {(int)answer.StatusCode}");
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("urn:liveshop:problem:unexpected", problem.Text("type"));
            Assert.DoesNotContain(Secret, problem.GetRawText(), StringComparison.Ordinal);
            Assert.Contains(server.Log.Entries, entry =>
                entry.Contains(problem.Text("traceId")!, StringComparison.Ordinal) && entry.Contains(Secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Unavailable_store_is_503_with_Retry_After()
    {
        await using var server = await StartAsync(new StoreUnavailableException($"The disk is full, {Secret}.", TimeSpan.FromSeconds(2.5)));
        using var admin = await server.AdminAsync();

        foreach (var function in Functions)
        {
            using var answer = await admin.SendAsync(Requests.To(function));
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{function.Name} answered {(int)answer.StatusCode}");
            Assert.Equal(TimeSpan.FromSeconds(3), answer.Headers.RetryAfter?.Delta);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("urn:liveshop:problem:unavailable", problem.Text("type"));
            Assert.DoesNotContain(Secret, problem.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unavailable_payment_provider_is_503_with_Retry_After_and_cancels_nothing()
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        using var admin = await server.AdminAsync();
        var orders = server.Services.GetRequiredService<IOrderStore>();
        var order = OrderApi.Abandoned("key", "mug", provider: "gone")
            .AwaitPayment(new("session", "https://pay.example/session", DateTimeOffset.UtcNow.AddHours(1)), new(Sample.Ann, Sample.Noon)).Accepted();
        await orders.TryCreateAsync(order, default);

        using var answer = await admin.PostAsync($"/api/orders/{order.Id}/cancel", null);

        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        await Task.FromResult(answer).IsProblemAsync(503, "payment-unavailable");
        Assert.Equal(OrderStatus.AwaitingPayment, (await orders.FindAsync(order.Id, default))!.Value.Status);
        Assert.Contains(server.Log.Entries, entry => entry.Contains("the payment provider cannot be reached", StringComparison.Ordinal));
    }

    private static Task<LocalServer> StartAsync(Exception failure) => LocalServer.StartAsync(
        null,
        services => services.AddSingleton(Failing<ILiveStreamStore>(failure)).AddSingleton(Failing<IProductStore>(failure)).AddSingleton(Failing<ICartStore>(failure))
            .AddSingleton(Failing<IShopSettingsStore>(failure)).AddSingleton(Failing<IMediaStore>(failure))
            .AddSingleton(Failing<IOrderStore>(failure)).AddSingleton(Failing<IStockStore>(failure))
            .AddSingleton<IPaymentEventReader>(new AnyEvent()),
        "--LiveShop:SampleData", "false");

    /// <summary>Takes everything for the payment of an order.</summary>
    private sealed class AnyEvent : IPaymentEventReader
    {
        public string Provider => "nobody";

        public string SignatureHeader => "Signature";

        public PaymentEvent Read(byte[] body, string signature) => new(PaymentEventType.Paid, "nowhere", "session");
    }

    private static T Failing<T>(Exception failure) where T : class => new Mock<T> { DefaultValueProvider = new Failure(failure) }.Object;

    private sealed class Failure(Exception exception) : DefaultValueProvider
    {
        protected override object GetDefaultValue(Type type, Mock mock) => throw exception;
    }
}
