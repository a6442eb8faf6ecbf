using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using LiveShop.Functions.Orders;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Contract;

/// <summary>
/// A purchase with everything that can go wrong in it, and what a shop writes about it: every log line and scope at every level,
/// every activity with its tags and events, every measurement with its tags, every address that was asked for, and every error.
/// </summary>
public sealed class OrderPrivacyTests : IAsyncLifetime
{
    private const string Name = "Wilhelmine Ungewitter";
    private const string Email = "wilhelmine.ungewitter@briefkasten.example";
    private const string Phone = "+49 170 5550199";
    private const string Street = "Kirschblütenallee 4711";
    private const string Yard = "Hinterhof Nachtigall";
    private const string PostalCode = "99998";
    private const string City = "Mühlhausen";
    private const string Note = "Bitte beim Nachbarn Sonnenschein abgeben";

    private readonly OrderApi api = new();
    private readonly ConcurrentQueue<string> written = new();
    private readonly ConcurrentQueue<string> errors = new();

    public Task InitializeAsync() => api.StartAsync("--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace");

    public Task DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task No_name_address_note_or_key_of_an_order_is_logged_traced_measured_or_told_in_an_error()
    {
        using var tracing = Tracing();
        using var metering = Metering();
        var key = $"idempotency-{Guid.NewGuid():N}";
        var product = await api.ProductAsync(stock: 5);
        var (cart, other) = (await api.CartAsync(product), await api.CartAsync(product));

        await FailToOrderAsync(cart, key);
        var placed = await api.CheckOutAsync(cart, key, Body(1990 + 490)).JsonAsync(HttpStatusCode.Created);
        var (id, orderKey) = (placed.GetProperty("order").Text("id")!, placed.Text("orderKey")!);
        await FailAfterwardsAsync(cart, key, id, orderKey);
        await UseAsync(id, orderKey);
        await FailInTheBackgroundAsync(product);

        string[] secrets = [Name, Email, Phone, Street, Yard, PostalCode, City, Note, orderKey, key, cart, other, "Ungewitter", "Wilhelmine", "Nachtigall", "Sonnenschein"];
        Assert.NotEmpty(api.Server.Log.Entries);
        Assert.Contains(written, line => line.Contains("orders/{id}", StringComparison.Ordinal));
        Assert.Contains(written, line => line.StartsWith("measured", StringComparison.Ordinal));
        Assert.True(errors.Count >= 15, $"Only {errors.Count} errors were answered.");
        var found = api.Server.Log.Lines.Concat(written).Concat(errors)
            .Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase) || line.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase)))
            .ToList();
        Assert.True(found.Count == 0, $"{found.Count} lines: {string.Join('\n', found.Take(20))}");
    }

    private async Task FailToOrderAsync(string cart, string key)
    {
        await FailAsync(api.CheckOutAsync(cart, null, Body(1990 + 490)), 400);
        await FailAsync(api.CheckOutAsync(cart, key, Body(1)), 409);
        await FailAsync(api.CheckOutAsync(cart, key, Body(1990 + 490, country: "FR")), 400);
        await FailAsync(api.CheckOutAsync(cart, key, Body(1990 + 490, name: $"<b>{Name}</b>")), 400);
        await FailAsync(api.CheckOutAsync(cart, key, Body(1990 + 490, email: $"{Email} {Name}")), 400);
        await FailAsync(api.CheckOutAsync(cart, key, Api.Json($$"""{"contact":{"name":"{{Name}}","email":"{{Email}}","phone":"{{Phone}}" """)), 400);
        await FailAsync(api.CheckOutAsync(cart, key, Api.Json($$"""{"contact":"{{Name}}","note":"{{Note}}"}""")), 400);
        await FailAsync(api.CheckOutAsync(cart, key, new StringContent($"{Name} {Street} {Note}")), 415);
        await FailAsync(api.CheckOutAsync(await api.CartAsync(), key, Body(490)), 409);
        await FailAsync(api.CheckOutAsync(new string('e', 32), key, Body(490)), 404);
    }

    private async Task FailAfterwardsAsync(string cart, string key, string id, string orderKey)
    {
        await FailAsync(api.CheckOutAsync(cart, key, Body(1990 + 490, name: $"{Name} Other")), 422);
        await FailAsync(api.Customer.GetAsync($"/api/orders/{id}"), 401);
        await FailAsync(api.WithKeyAsync(HttpMethod.Get, $"/api/orders/{id}", $"{orderKey}0"), 404);
        await FailAsync(api.WithKeyAsync(HttpMethod.Post, $"/api/orders/{id}/cancel", orderKey[1..]), 404);
        await FailAsync(api.WithKeyAsync(HttpMethod.Put, $"/api/orders/{id}", orderKey), 405);
        await FailAsync(api.WithKeyAsync(HttpMethod.Get, $"/api/orders/{id}/nothing", orderKey), 404);
        await FailAsync(api.WithKeyAsync(HttpMethod.Post, $"/api/orders/{id}/cancel", orderKey), 409);
    }

    private async Task UseAsync(string id, string orderKey)
    {
        await api.WithKeyAsync(HttpMethod.Get, $"/api/orders/{id}", orderKey).JsonAsync();
        await api.Admin.GetAsync("/api/orders?search=0").JsonAsync();
        Assert.Contains(Name, await api.Admin.GetStringAsync("/api/orders.csv"), StringComparison.Ordinal);
        await FailAsync(api.DoAsync(id, "refund"), 409);
        foreach (var action in new[] { "pay", "fulfil", "refund", "refund", "erase" })
            await api.DoAsync(id, action).JsonAsync();
    }

    // The timer and the feed hold the whole order when they log a failure.
    private async Task FailInTheBackgroundAsync(string product)
    {
        var orders = api.Server.Services.GetRequiredService<IOrderStore>();
        var request = new CheckoutRequest(
            new(1990 + 490, "EUR"), new(Name, Email, Phone), new(Street, Yard, PostalCode, City, null, "DE"), Note);
        var anHourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        var lost = OrderApi.Abandoned($"{Guid.NewGuid()}", product, request, provider: "gone")
            .AwaitPayment(new("session", "https://pay.example/session", anHourAgo), new(Sample.Ann, anHourAgo)).Accepted();
        await orders.TryCreateAsync(lost, default);
        await ActivatorUtilities.CreateInstance<FinishDueOrders>(api.Server.Services).RunAsync(new TimerInfo(), default);
        Assert.Contains(api.Server.Log.Entries, line => line.Contains(lost.Id, StringComparison.Ordinal) && line.StartsWith("Warning", StringComparison.Ordinal));

        var unreadable = System.Text.Encoding.UTF8.GetString(Documents.Write(lost)).Replace("\"awaiting-payment\"", "\"unknown\"", StringComparison.Ordinal);
        await ActivatorUtilities.CreateInstance<EmptyOrderedCarts>(api.Server.Services).RunAsync($"[{unreadable}]", default);
        await FailAsync(api.DoAsync(lost.Id, "cancel"), 503);
        foreach (var formatted in new object[] { lost, lost.Customer!, request, OrderResource.ForAdmins(lost), lost.Customer!.Address })
            errors.Enqueue($"{formatted}");
    }

    /// <summary>Without <c>current</c>, which is the caller's own cart, or the order that an admin may see.</summary>
    private async Task FailAsync(Task<HttpResponseMessage> asking, int status)
    {
        using var answer = await asking.IsAsync((HttpStatusCode)status);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        problem.Remove("current");
        errors.Enqueue($"{answer.Headers} {problem.ToJsonString(LiveShopJson.Options)}");
    }

    private static object Body(long total, string name = Name, string email = Email, string country = "DE") => new
    {
        expectedTotal = new { amount = total, currency = "EUR" },
        contact = new { name, email, phone = Phone },
        address = new { line1 = Street, line2 = Yard, postalCode = PostalCode, city = City, region = (string?)null, country },
        note = Note,
    };

    private ActivityListener Tracing()
    {
        var listener = new ActivityListener
        {
            // The test's own client, whose addresses would be seen twice.
            ShouldListenTo = source => source.Name != "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => written.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener Metering()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measured(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Measured(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured(instrument, tags));
        listener.Start();
        return listener;
    }

    private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $"measured {instrument.Meter.Name} {instrument.Name}";
        foreach (var (name, value) in tags)
            text += $" {name}={value}";
        written.Enqueue(text);
    }
}
