using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Orders;

/// <summary>Access to a single order: by its key, by a role, and by nobody else.</summary>
[Collection(OrderApiCollection.Name)]
public sealed class OrderFunctionsTests(OrderApi api)
{
    [Fact]
    public async Task Customer_with_the_key_sees_the_order_and_no_names_of_admins()
    {
        var placed = await api.PlaceAsync();
        await api.DoAsync(placed.Id, "pay").JsonAsync();

        using var answer = await api.WithKeyAsync(HttpMethod.Get, $"/api/orders/{placed.Id}", placed.Key).IsAsync(HttpStatusCode.OK);

        var order = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal($"\"{order.Version()}\"", answer.Header("ETag"));
        Assert.Equal(OrderBodies.Email, order.GetProperty("customer").Text("email"));
        Assert.Equal(["created", "placed", "paid"], order.GetProperty("history").EnumerateArray().Select(entry => entry.Text("type")));
        Assert.DoesNotContain("\"by\"", order.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_sees_the_order_with_who_did_what()
    {
        var placed = await api.PlaceAsync();
        await api.DoAsync(placed.Id, "pay").JsonAsync();

        using var answer = await api.Admin.GetAsync($"/api/orders/{placed.Id}").IsAsync(HttpStatusCode.OK);

        var order = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(["customer", "customer", "ann"], order.GetProperty("history").EnumerateArray().Select(entry => entry.Text("by")));
        Assert.DoesNotContain(placed.Key, order.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_that_the_customer_has_already_is_304()
    {
        var placed = await api.PlaceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/orders/{placed.Id}");
        request.Headers.Add("Order-Key", placed.Key);
        request.Headers.Add("If-None-Match", $"\"{placed.Order.Version()}\"");

        using var answer = await api.Customer.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory, InlineData("get", ""), InlineData("post", "/cancel")]
    public async Task Order_without_a_key_or_a_token_is_401(string method, string action)
    {
        var placed = await api.PlaceAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), $"/api/orders/{placed.Id}{action}");

        await api.Customer.SendAsync(request).IsProblemAsync(401, "order-key-required");
    }

    [Theory, InlineData("get", ""), InlineData("post", "/cancel")]
    public async Task Wrong_key_and_unknown_order_are_the_same_404(string method, string action)
    {
        var (mine, theirs) = (await api.PlaceAsync(), await api.PlaceAsync());
        var unknown = new string('0', 32);
        var verb = new HttpMethod(method.ToUpperInvariant());

        foreach (var key in new[] { theirs.Key, mine.Id, "", mine.Key[1..], mine.Key.ToUpperInvariant(), $"{mine.Key},{mine.Key}" })
            await api.WithKeyAsync(verb, $"/api/orders/{mine.Id}{action}", key).IsProblemAsync(404, "not-found");
        await api.WithKeyAsync(verb, $"/api/orders/{unknown}{action}", mine.Key).IsProblemAsync(404, "not-found");
        await api.WithKeyAsync(verb, $"/api/orders/_stock{action}", mine.Key).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Key_in_the_query_is_ignored()
    {
        var placed = await api.PlaceAsync();

        await api.Customer.GetAsync($"/api/orders/{placed.Id}?Order-Key={placed.Id}&key={placed.Id}").IsProblemAsync(401, "order-key-required");
    }

    [Fact]
    public async Task Token_without_a_role_sees_an_order_with_its_key_only()
    {
        var placed = await api.PlaceAsync();
        using var customer = api.Server.WithToken(api.Server.CustomerToken("carl"));
        using var assistant = api.Server.WithToken(await api.Server.TokenAsync("bob", "assistant"));

        foreach (var client in new[] { customer, assistant })
        {
            await client.GetAsync($"/api/orders/{placed.Id}").IsProblemAsync(403, "forbidden");
            var seen = await client.SendAsync(HttpMethod.Get, $"/api/orders/{placed.Id}", ("Order-Key", placed.Key)).JsonAsync();
            Assert.DoesNotContain("\"by\"", seen.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Customer_cannot_cancel_a_placed_order()
    {
        var placed = await api.PlaceAsync();

        var problem = await api.WithKeyAsync(HttpMethod.Post, $"/api/orders/{placed.Id}/cancel", placed.Key).IsProblemAsync(409, "order-state");

        Assert.Equal("placed", problem.GetProperty("current").Text("status"));
        Assert.DoesNotContain("\"by\"", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_order_is_404_for_its_customer()
    {
        var placed = await api.PlaceAsync();
        await api.DoAsync(placed.Id, "cancel").JsonAsync();
        await api.DoAsync(placed.Id, "erase").JsonAsync();

        await api.WithKeyAsync(HttpMethod.Get, $"/api/orders/{placed.Id}", placed.Key).IsProblemAsync(404, "not-found");
    }
}
