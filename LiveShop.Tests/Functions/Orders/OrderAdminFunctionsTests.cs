using System.Net;
using System.Text.Json;
using LiveShop.Functions.Http;

namespace LiveShop.Tests.Functions.Orders;

[Collection(OrderApiCollection.Name)]
public sealed class OrderAdminFunctionsTests(OrderApi api)
{
    private static readonly string[] Commands = ["pay", "fulfil", "cancel", "refund", "erase"];

    public static TheoryData<string> Actions => [.. Commands];

    [Fact]
    public async Task Order_is_delivered_paid_on_delivery_refunded_and_erased()
    {
        var product = await api.ProductAsync();
        var placed = await api.PlaceAsync(product);

        Assert.Equal(("fulfilled", "due"), await DoAsync(placed, "fulfil"));
        Assert.Equal(("fulfilled", "paid"), await DoAsync(placed, "pay"));
        Assert.Equal(("fulfilled", "refund-due"), await DoAsync(placed, "refund"));
        Assert.Equal(("fulfilled", "refunded"), await DoAsync(placed, "refund"));
        Assert.Equal(9, await api.AvailableAsync(product));

        var erased = await api.DoAsync(placed.Id, "erase").JsonAsync();
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (erased.GetProperty("customer").ValueKind, erased.GetProperty("note").ValueKind));
        Assert.NotEqual(JsonValueKind.Null, erased.GetProperty("erasedAt").ValueKind);
        Assert.Equal("ann", erased.GetProperty("history").EnumerateArray().Last().Text("by"));
    }

    [Fact]
    public async Task Cancelled_order_gives_its_pieces_back_and_owes_what_was_paid()
    {
        var product = await api.ProductAsync();
        var placed = await api.PlaceAsync(product);
        await DoAsync(placed, "pay");

        Assert.Equal(("cancelled", "refund-due"), await DoAsync(placed, "cancel"));

        Assert.Equal(10, await api.AvailableAsync(product));
        Assert.Equal(("cancelled", "refund-due"), await DoAsync(placed, "cancel"));
        Assert.Equal(10, await api.AvailableAsync(product));
        Assert.Equal(("cancelled", "refunded"), await DoAsync(placed, "refund"));
    }

    [Theory]
    [InlineData("refund", "order-state"), InlineData("erase", "order-not-finished")]
    public async Task Command_that_the_status_does_not_allow_is_409_with_the_order(string action, string code)
    {
        var placed = await api.PlaceAsync();

        var problem = await api.DoAsync(placed.Id, action).IsProblemAsync(409, code);

        Assert.Equal(placed.Id, problem.GetProperty("current").Text("id"));
    }

    [Theory, MemberData(nameof(Actions))]
    public async Task Command_on_an_unknown_order_is_404(string action) =>
        await api.DoAsync(new string('0', 32), action).IsProblemAsync(404, "not-found");

    [Fact]
    public void Every_command_on_an_order_is_tried_with_an_older_If_Match() => Assert.Equal(
        Commands.Order(),
        HttpFunction.All.Where(function => function.Route.StartsWith("orders/", StringComparison.Ordinal) && !function.Methods.Contains("get"))
            .Select(function => function.Route["orders/{id}/".Length..]).Order());

    [Theory, MemberData(nameof(Actions))]
    public async Task Command_with_an_older_If_Match_is_412_with_the_order_as_it_is(string action)
    {
        var placed = await api.PlaceAsync();
        if (action is "refund" or "erase")
            await DoAsync(placed, "fulfil");
        if (action is "refund")
            await DoAsync(placed, "pay");
        using var current = await api.Admin.GetAsync($"/api/orders/{placed.Id}").IsAsync(HttpStatusCode.OK);
        var order = JsonElement.Parse(await current.Content.ReadAsStringAsync());

        foreach (var seen in new[] { "\"1\"", "\"99-admin\"", $"W/\"{order.Version()}\"" })
        {
            var problem = await WriteAsync(seen).IsProblemAsync(412, "version-mismatch");
            Assert.Equal(order.GetRawText(), problem.GetProperty("current").GetRawText());
        }

        await WriteAsync("nonsense").IsInvalidAsync("If-Match");
        await WriteAsync(current.Header("ETag")!).JsonAsync();

        Task<HttpResponseMessage> WriteAsync(string ifMatch) =>
            api.Admin.SendAsync(HttpMethod.Post, $"/api/orders/{placed.Id}/{action}", ("If-Match", ifMatch));
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_by_stream_and_by_number()
    {
        var show = api.NewId("show");
        var (first, second, elsewhere) = (await api.PlaceAsync(null, show), await api.PlaceAsync(null, show), await api.PlaceAsync());
        await DoAsync(first, "fulfil");

        Assert.Equal([second.Id, first.Id], await IdsAsync($"streamId={show}"));
        Assert.Equal([first.Id], await IdsAsync($"streamId={show}&status=fulfilled"));
        Assert.Equal(elsewhere.Id, (await IdsAsync("limit=1")).Single());
        var number = elsewhere.Order.Text("number")!;
        Assert.Contains(elsewhere.Id, await IdsAsync($"search={number}"));
        Assert.Contains(elsewhere.Id, await IdsAsync($"search={number[..4].ToLowerInvariant()}-{number[4..6]}"));
        Assert.Empty(await IdsAsync("search=ZZZZZZZZZZZ"));
    }

    [Fact]
    public async Task List_of_orders_is_read_page_by_page_and_not_cached()
    {
        var show = api.NewId("show");
        var placed = new[] { await api.PlaceAsync(null, show), await api.PlaceAsync(null, show), await api.PlaceAsync(null, show) };

        using var answer = await api.Admin.GetAsync($"/api/orders?streamId={show}&limit=2").IsAsync(HttpStatusCode.OK);
        var page = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var last = await api.Admin.GetAsync($"/api/orders?streamId={show}&limit=2&continuationToken={page.Text("continuationToken")}").JsonAsync();

        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(placed.Select(order => order.Id).Reverse(), page.Items().Concat(last.Items()).Select(order => order.Text("id")));
        Assert.Null(last.Text("continuationToken"));
    }

    [Theory]
    [InlineData("status=sold", "status"), InlineData("streamId=No%20stream", "streamId"), InlineData("search=%2D%2D", "search")]
    [InlineData("limit=0", "limit"), InlineData("continuationToken=x", "continuationToken")]
    public async Task Query_that_is_not_valid_is_400(string query, string field) =>
        await api.Admin.GetAsync($"/api/orders?{query}").IsInvalidAsync(field);

    [Fact]
    public async Task Order_is_not_erased_before_the_retention_ends()
    {
        var keeping = new OrderApi();
        await keeping.StartAsync("--Orders:RetentionDays", "30");
        try
        {
            var placed = await keeping.PlaceAsync();
            await keeping.DoAsync(placed.Id, "cancel").JsonAsync();

            var problem = await keeping.DoAsync(placed.Id, "erase").IsProblemAsync(409, "retention");

            Assert.Contains("30 days", problem.Text("detail"), StringComparison.Ordinal);
            Assert.Equal(OrderBodies.Name, (await keeping.Admin.GetAsync($"/api/orders/{placed.Id}").JsonAsync()).GetProperty("customer").Text("name"));
        }
        finally
        {
            await keeping.DisposeAsync();
        }
    }

    private async Task<(string?, string?)> DoAsync(PlacedOrder placed, string action)
    {
        var order = await api.DoAsync(placed.Id, action).JsonAsync();
        return (order.Text("status"), order.GetProperty("payment").Text("status"));
    }

    private async Task<IReadOnlyList<string?>> IdsAsync(string query) =>
        [.. (await api.Admin.GetAsync($"/api/orders?{query}").JsonAsync()).Items().Select(order => order.Text("id"))];
}
