using System.Net;
using System.Text.Json;
using LiveShop.StripeDouble;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Payments;

/// <summary>A shop whose customers pay with the double of Stripe; its events are sent by the tests.</summary>
public sealed class PaidShop : IAsyncLifetime
{
    private readonly Action<IServiceCollection> configure;

    public PaidShop() : this(_ => { }) { }

    internal PaidShop(Action<IServiceCollection> configure) => this.configure = configure;

    public StripeServer Stripe { get; private set; } = null!;

    public OrderApi Shop { get; } = new();

    public Uri Endpoint => new(Shop.Server.BaseAddress, "/api/payments/stripe/events");

    public async Task InitializeAsync()
    {
        Stripe = await StripeServer.StartAsync();
        await Shop.StartAsync(configure,
        [
            "--Payments:Manual", "true",
            .. Stripe.SettingsFor("https://shop.example").SelectMany(setting => new[] { $"--{setting.Key}", setting.Value! }),
        ]);
    }

    public async Task DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    /// <returns>An order of one piece that awaits its payment.</returns>
    public async Task<PlacedOrder> OrderAsync(string? productId = null)
    {
        var cart = await Shop.CartAsync(productId ?? await Shop.ProductAsync());
        var placed = await Shop.CheckOutAsync(cart, Shop.NewId("key"), OrderBodies.Of(1990 + 490)).JsonAsync(HttpStatusCode.Created);
        return new(cart, placed.GetProperty("order"), placed.Text("orderKey")!);
    }

    public CheckoutSession SessionOf(string orderId) => Stripe.Ledger.Sessions.Single(session => session.ClientReferenceId == orderId);

    /// <summary>Sends the newest event of the order's session.</summary>
    public async Task<HttpStatusCode> TellAsync(string orderId, EventSender? sender = null)
    {
        var told = Stripe.Ledger.Events.Last(created => created.Session.ClientReferenceId == orderId);
        using var answer = await (sender ?? Stripe.Sender).SendAsync(told, Endpoint);
        return answer.StatusCode;
    }

    public Task<JsonElement> FindAsync(PlacedOrder order) =>
        Shop.WithKeyAsync(HttpMethod.Get, $"/api/orders/{order.Id}", order.Key).JsonAsync();

    public async Task<(string Status, string Payment)> StateAsync(PlacedOrder order)
    {
        var found = await FindAsync(order);
        return (found.Text("status")!, found.GetProperty("payment").Text("status")!);
    }
}

[CollectionDefinition(Name)]
public sealed class PaidShopCollection : ICollectionFixture<PaidShop>
{
    public const string Name = "Payments";
}
