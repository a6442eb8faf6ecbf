using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Carts;

[Collection(ApiCollection.Name)]
public sealed class CartFunctionsTests(Api api)
{
    [Fact]
    public async Task A_new_cart_is_empty_and_its_id_cannot_be_guessed()
    {
        using var answer = await api.Customer.PostAsync("/api/carts", null).IsAsync(HttpStatusCode.Created);

        var cart = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Matches("^[0-9a-f]{32}$", cart.Text("id")!);
        Assert.Equal($"/api/carts/{cart.Text("id")}", answer.Headers.Location?.OriginalString);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Empty(cart.Items());
        Assert.Empty(cart.GetProperty("totals").EnumerateArray());
    }

    [Fact]
    public async Task Cart_shows_the_current_price_from_the_server()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());
        await AddAsync(cart, $$"""{"productId":"{{product}}","quantity":2,"price":{"amount":1,"currency":"EUR"} }""").JsonAsync();
        await api.Admin.PutProductAsync(product, new { name = "Mug", price = new { amount = 2500, currency = "EUR" }, stock = 10 }).JsonAsync();

        using var answer = await api.Customer.GetAsync($"/api/carts/{cart}");

        var item = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).Items());
        Assert.Equal((product, 2), (item.Text("productId"), item.GetProperty("quantity").GetInt32()));
        Assert.Equal(2500, item.GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal([(5000, "EUR")], await TotalsAsync(cart));
    }

    [Fact]
    public async Task There_is_a_total_for_each_currency_and_none_for_what_is_no_longer_sold()
    {
        var (cart, euro, yen) = (await api.CartAsync(), await api.ProductAsync(), api.NewId("product"));
        await api.Admin.PostAsJsonAsync("/api/products", new { id = yen, name = "Fan", price = new { amount = 800, currency = "JPY" }, stock = 5 }).JsonAsync(HttpStatusCode.Created);
        await AddAsync(cart, euro, 1).JsonAsync();
        await AddAsync(cart, yen, 2).JsonAsync();
        Assert.Equal([(1990, "EUR"), (1600, "JPY")], await TotalsAsync(cart));

        await api.Admin.DeleteAsync($"/api/products/{yen}").IsAsync(HttpStatusCode.NoContent);

        Assert.Equal([(1990, "EUR")], await TotalsAsync(cart));
        var item = (await api.Customer.GetAsync($"/api/carts/{cart}").JsonAsync()).Items().Last();
        Assert.Equal(JsonValueKind.Null, item.GetProperty("product").ValueKind);
    }

    [Fact]
    public async Task Quantity_above_stock_is_refused_with_the_remaining_stock()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync(stock: 3));
        await AddAsync(cart, product, 2).JsonAsync();

        var adding = await AddAsync(cart, product, 2).IsProblemAsync(409, "out-of-stock");
        var setting = await SetAsync(cart, product, """{"quantity":4}""").IsProblemAsync(409, "out-of-stock");

        Assert.Equal((3, 3), (adding.GetProperty("available").GetInt32(), setting.GetProperty("available").GetInt32()));
        await SetAsync(cart, product, """{"quantity":3}""").JsonAsync();
        var soldOut = await AddAsync(cart, await api.ProductAsync(stock: 0), 1).IsProblemAsync(409, "out-of-stock");
        Assert.Equal(0, soldOut.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_quantity_is_set_and_an_item_is_removed()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());
        await AddAsync(cart, product, 5).JsonAsync();

        var set = await SetAsync(cart, product, """{"quantity":2}""").JsonAsync();
        var removed = await api.Customer.DeleteAsync($"/api/carts/{cart}/items/{product}").JsonAsync();
        var again = await api.Customer.DeleteAsync($"/api/carts/{cart}/items/{product}").JsonAsync();

        Assert.Equal(2, Assert.Single(set.Items()).GetProperty("quantity").GetInt32());
        Assert.Empty(removed.Items());
        Assert.Equal(removed.GetRawText(), again.GetRawText());
        await SetAsync(cart, product, """{"quantity":2}""").IsProblemAsync(404, "not-found");
    }

    [Theory, InlineData("{}"), InlineData("""{"quantity":null}"""), InlineData("""{"quantity":0}"""), InlineData("""{"quantity":100}""")]
    public async Task Invalid_quantity_is_refused(string body)
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync(stock: 500));
        await AddAsync(cart, product, 5).JsonAsync();

        await SetAsync(cart, product, body).IsInvalidAsync("quantity");
    }

    [Fact]
    public async Task Missing_cart_is_404_and_its_id_is_neither_logged_nor_shown()
    {
        var made_up = new string('c', 32);
        var product = await api.ProductAsync();

        foreach (var asking in new[]
        {
            api.Customer.GetAsync($"/api/carts/{made_up}"), AddAsync(made_up, product, 1), SetAsync(made_up, product, """{"quantity":1}"""),
            api.Customer.DeleteAsync($"/api/carts/{made_up}/items/{product}"),
        })
            Assert.DoesNotContain(made_up, (await asking.IsProblemAsync(404, "not-found")).GetRawText(), StringComparison.Ordinal);
        await AddAsync(await api.CartAsync(), "nothing", 1).IsProblemAsync(404, "not-found");
        Assert.DoesNotContain(api.Server.Log.Entries, line => line.Contains(made_up, StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> AddAsync(string cart, string productId, int quantity) =>
        AddAsync(cart, $$"""{"productId":"{{productId}}","quantity":{{quantity}}}""");

    private Task<HttpResponseMessage> AddAsync(string cart, string body) =>
        api.Customer.PostAsync($"/api/carts/{cart}/items", Api.Json(body));

    private Task<HttpResponseMessage> SetAsync(string cart, string productId, string body) =>
        api.Customer.PatchAsync($"/api/carts/{cart}/items/{productId}", Api.Json(body));

    private async Task<IEnumerable<(long Amount, string? Currency)>> TotalsAsync(string cart) =>
        (await api.Customer.GetAsync($"/api/carts/{cart}").JsonAsync()).GetProperty("totals").EnumerateArray()
            .Select(total => (total.GetProperty("amount").GetInt64(), total.Text("currency")));
}
