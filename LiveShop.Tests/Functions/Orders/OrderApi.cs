using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Functions.Orders;

/// <summary>A shop that ships to DE and AT for 4.90 EUR, from 100 EUR for nothing, with an admin and without.</summary>
public sealed class OrderApi : IAsyncLifetime
{
    public const string Settings = """
        {"name":"Shop","currency":"EUR","vatRates":[{"id":"standard","name":"VAT 19 %","basisPoints":1900,"isDefault":true}],
         "shipping":{"countries":["DE","AT"],"flatRate":{"amount":490,"currency":"EUR"},"freeFrom":{"amount":10000,"currency":"EUR"}},
         "imprint":{"text":"Kiln Street 1","url":null}}
        """;

    private int made;

    public LocalServer Server { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Without a token.</summary>
    public HttpClient Customer => Server.Http;

    public IStockStore Stocks => Server.Services.GetRequiredService<IStockStore>();

    public Task InitializeAsync() => StartAsync();

    public Task StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public async Task StartAsync(Action<IServiceCollection> configure, params string[] settings)
    {
        Server = await LocalServer.StartAsync(null, configure, ["--LiveShop:SampleData", "false", .. settings]);
        Admin = await Server.AdminAsync();
        await Admin.SendAsync(HttpMethod.Put, "/api/shop", ("If-Match", "*"), Api.Json(Settings)).JsonAsync();
    }

    public async Task DisposeAsync()
    {
        Admin.Dispose();
        await Server.DisposeAsync();
    }

    public string NewId(string kind) => $"{kind}-{Interlocked.Increment(ref made)}";

    /// <summary>A product with its stock.</summary>
    public async Task<string> ProductAsync(int stock = 10, long amount = 1990, string currency = "EUR", string name = "Mug")
    {
        var id = NewId("product");
        await Admin.PostAsJsonAsync("/api/products", new { id, name, price = new { amount, currency }, stock }).IsAsync(HttpStatusCode.Created);
        return id;
    }

    public async Task<int?> AvailableAsync(string productId) =>
        (await Stocks.FindAsync(productId, default))?.Value.Find(ProductVariant.DefaultId)?.Available;

    /// <summary>A cart with one piece of each of the products.</summary>
    public async Task<string> CartAsync(params string[] productIds)
    {
        var id = (await Customer.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).Text("id")!;
        foreach (var productId in productIds)
            await AddAsync(id, productId);
        return id;
    }

    public Task<JsonElement> AddAsync(string cart, string productId, int quantity = 1, string? streamId = null) =>
        Customer.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId, quantity, streamId }).JsonAsync();

    public Task<HttpResponseMessage> CheckOutAsync(string cart, string? key, object body) => CheckOutAsync(cart, key, JsonContent.Create(body));

    public Task<HttpResponseMessage> CheckOutAsync(string cart, string? key, HttpContent body) => key is null
        ? Customer.PostAsync($"/api/carts/{cart}/checkout", body)
        : Customer.SendAsync(HttpMethod.Post, $"/api/carts/{cart}/checkout", ("Idempotency-Key", key), body);

    /// <returns>A placed order of one piece, and its key.</returns>
    public async Task<PlacedOrder> PlaceAsync(string? productId = null, string? streamId = null)
    {
        var cart = await CartAsync();
        await AddAsync(cart, productId ?? await ProductAsync(), 1, streamId);
        var placed = await CheckOutAsync(cart, NewId("key"), OrderBodies.Of(1990 + 490)).JsonAsync(HttpStatusCode.Created);
        return new(cart, placed.GetProperty("order"), placed.Text("orderKey")!);
    }

    /// <summary>An order of one piece, reserving since an hour ago.</summary>
    public static Order Abandoned(string key, string productId, CheckoutRequest? request = null, string provider = ManualPayment.ProviderName)
    {
        var sample = OrderSample.Order(key, productId);
        return Order.Create(
            new string('a', 32), key, request ?? OrderSample.Request(sample.Total.Amount), sample.Lines, sample.Totals, provider,
            new(Sample.Ann, DateTimeOffset.UtcNow.AddHours(-1).InMilliseconds()));
    }

    public Task<HttpResponseMessage> WithKeyAsync(HttpMethod method, string address, string key) =>
        Customer.SendAsync(method, address, ("Order-Key", key));

    /// <param name="action">Such as <c>pay</c>.</param>
    public Task<HttpResponseMessage> DoAsync(string orderId, string action) => Admin.PostAsync($"/api/orders/{orderId}/{action}", null);
}

/// <summary>An order as the customer got it.</summary>
public sealed record PlacedOrder(string CartId, JsonElement Order, string Key)
{
    public string Id => Order.Text("id")!;
}

/// <summary>Bodies of checkouts.</summary>
internal static class OrderBodies
{
    public const string Name = "Erika Mustermann";
    public const string Email = "erika.mustermann@post.example";

    public static object Of(long total, string name = Name, string country = "DE", string? note = null) => new
    {
        expectedTotal = new { amount = total, currency = "EUR" },
        contact = new { name, email = Email, phone = "+49 30 1234567" },
        address = new { line1 = "Hauptstraße 17", line2 = "Hinterhaus", postalCode = "10115", city = "Berlin", region = (string?)null, country },
        note,
    };
}

/// <summary>Tests of orders, one after the other on one server, each with products and carts of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OrderApiCollection : ICollectionFixture<OrderApi>
{
    public const string Name = "Orders API";
}
