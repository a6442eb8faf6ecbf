using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Orders;

[Collection(OrderApiCollection.Name)]
public sealed class CheckoutFunctionsTests(OrderApi api)
{
    private const long Total = 1990 + 490;

    [Fact]
    public async Task Cart_shows_shipping_and_the_whole_sum_before_it_is_ordered()
    {
        var cart = await api.CartAsync();
        var few = await api.AddAsync(cart, await api.ProductAsync(), 2);
        var many = await api.AddAsync(cart, await api.ProductAsync(amount: 9000), 1);

        Assert.Equal((490, 2 * 1990 + 490), (AmountOf(few, "shipping"), AmountOf(few, "total")));
        Assert.Equal((0, 2 * 1990 + 9000), (AmountOf(many, "shipping"), AmountOf(many, "total")));
    }

    [Fact]
    public async Task Cart_has_no_total_while_it_is_empty_or_not_all_in_the_shops_currency()
    {
        var cart = await api.CartAsync();
        var empty = await api.Customer.GetAsync($"/api/carts/{cart}").JsonAsync();
        var yen = await api.AddAsync(cart, await api.ProductAsync(currency: "JPY"));
        var mixed = await api.AddAsync(cart, await api.ProductAsync());

        Assert.All([empty, yen, mixed], shown =>
        {
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("total").ValueKind);
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("shipping").ValueKind);
        });
    }

    [Fact]
    public async Task Order_of_an_item_added_during_an_offer_has_its_price_and_one_after_it_was_withdrawn_has_not()
    {
        var (product, stream) = (await api.ProductAsync(), api.NewId("show"));
        await api.Admin.PostAsJsonAsync("/api/livestreams", new { id = stream, title = "Show" }).IsAsync(HttpStatusCode.Created);
        await api.Admin.PostAsJsonAsync($"/api/livestreams/{stream}/pin-product", new { productId = product }).JsonAsync();
        await api.Admin.PostAsync($"/api/livestreams/{stream}/start", null).JsonAsync();
        var offer = $"/api/livestreams/{stream}/pinned-products/{product}/offer";
        await api.Admin.PutAsJsonAsync(offer, new { price = new { amount = 1490, currency = "EUR" }, seconds = 600 }).JsonAsync();
        var (cart, other) = (await OfferedCartAsync(), await OfferedCartAsync());

        using var answer = await api.CheckOutAsync(cart, "key", OrderBodies.Of(1490 + 490)).IsAsync(HttpStatusCode.Created);
        await api.Admin.DeleteAsync(offer).JsonAsync();
        await api.CheckOutAsync(other, "key", OrderBodies.Of(1490 + 490)).IsProblemAsync(409, "price-changed");

        var order = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("order");
        Assert.Equal(1490, AmountOf(order.GetProperty("lines")[0], "unitPrice"));

        async Task<string> OfferedCartAsync()
        {
            var id = (await api.Customer.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).Text("id")!;
            await api.Customer.PostAsJsonAsync($"/api/carts/{id}/items", new { productId = product, streamId = stream }).JsonAsync();
            return id;
        }
    }

    [Fact]
    public async Task Checkout_answers_the_placed_order_with_its_key_and_its_address()
    {
        var product = await api.ProductAsync();
        var cart = await api.CartAsync(product);

        using var answer = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total, note: "Ring twice")).IsAsync(HttpStatusCode.Created);

        var placed = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var order = placed.GetProperty("order");
        Assert.Matches("^[0-9a-f]{32}$", placed.Text("orderKey")!);
        Assert.Equal($"/api/orders/{order.Text("id")}", answer.Headers.Location?.OriginalString);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(("placed", "due", "manual"), (order.Text("status"), order.GetProperty("payment").Text("status"), order.GetProperty("payment").Text("provider")));
        Assert.Equal((OrderBodies.Name, "Ring twice"), (order.GetProperty("customer").Text("name"), order.Text("note")));
        Assert.Equal((1990, 490, Total), (AmountOf(order.GetProperty("totals"), "goods"), AmountOf(order.GetProperty("totals"), "shipping"), AmountOf(order.GetProperty("totals"), "total")));
        Assert.Equal((product, 1990), (Assert.Single(order.GetProperty("lines").EnumerateArray()).Text("productId"), AmountOf(order.GetProperty("lines")[0], "unitPrice")));
        Assert.Equal(["created", "placed"], order.GetProperty("history").EnumerateArray().Select(entry => entry.Text("type")));
        Assert.DoesNotContain(order.GetProperty("history").EnumerateArray(), entry => entry.TryGetProperty("by", out _));
        Assert.Equal(9, await api.AvailableAsync(product));
    }

    [Fact]
    public async Task Repeated_checkout_answers_the_same_order_and_key()
    {
        var product = await api.ProductAsync();
        var cart = await api.CartAsync(product);
        var first = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);

        var again = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(9, await api.AvailableAsync(product));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        var cart = await api.CartAsync(await api.ProductAsync());
        await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);

        var problem = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total, name: "Max Mustermann")).IsProblemAsync(422, "idempotency-key-reused");

        Assert.False(problem.TryGetProperty("current", out _));
    }

    [Fact]
    public async Task Lines_of_a_placed_order_leave_the_cart()
    {
        var order = await api.PlaceAsync();

        await Eventually.HoldsAsync(async () => !(await api.Customer.GetAsync($"/api/carts/{order.CartId}").JsonAsync()).Items().Any());
    }

    [Fact]
    public async Task Empty_cart_is_not_ordered()
    {
        var problem = await api.CheckOutAsync(await api.CartAsync(), "key", OrderBodies.Of(490)).IsProblemAsync(409, "cart-empty");

        Assert.Empty(problem.GetProperty("current").Items());
    }

    [Fact]
    public async Task Unknown_cart_is_404_and_its_id_is_neither_logged_nor_shown()
    {
        var unknown = new string('e', 32);
        api.Server.MustNotLog(unknown);

        var problem = await api.CheckOutAsync(unknown, "key", OrderBodies.Of(Total)).IsProblemAsync(404, "not-found");

        Assert.DoesNotContain(unknown, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cart_in_several_currencies_is_not_ordered()
    {
        var cart = await api.CartAsync(await api.ProductAsync(), await api.ProductAsync(currency: "JPY"));

        var problem = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).IsProblemAsync(409, "mixed-currencies");

        Assert.Equal(2, problem.GetProperty("current").Items().Count());
    }

    [Fact]
    public async Task What_is_not_sold_any_more_is_not_ordered()
    {
        var gone = await api.ProductAsync();
        var cart = await api.CartAsync(gone, await api.ProductAsync());
        await api.Admin.DeleteAsync($"/api/products/{gone}").IsAsync(HttpStatusCode.NoContent);

        await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).IsProblemAsync(409, "not-sold");
    }

    [Fact]
    public async Task Yesterdays_total_is_answered_with_the_cart_as_it_is_now()
    {
        var cart = await api.CartAsync(await api.ProductAsync());

        var problem = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total - 1)).IsProblemAsync(409, "price-changed");

        Assert.Equal(Total, AmountOf(problem.GetProperty("current"), "total"));
        await api.CheckOutAsync(cart, "key", OrderBodies.Of(AmountOf(problem.GetProperty("current"), "total"))).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task More_than_30_products_are_not_ordered_at_once()
    {
        var cart = await api.CartAsync();
        foreach (var product in await Task.WhenAll(Enumerable.Range(0, 31).Select(_ => api.ProductAsync())))
            await api.AddAsync(cart, product);

        await api.CheckOutAsync(cart, "key", OrderBodies.Of(31 * 1990)).IsProblemAsync(409, "too-many-products");
    }

    [Fact]
    public async Task Short_order_is_refused_with_what_is_left_of_each_line_and_takes_nothing()
    {
        var (mug, lamp) = (await api.ProductAsync(stock: 5), await api.ProductAsync(stock: 1));
        var (first, second) = (await api.CartAsync(mug, lamp), await api.CartAsync(lamp));
        await api.CheckOutAsync(second, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);

        var problem = await api.CheckOutAsync(first, "key", OrderBodies.Of(2 * 1990 + 490)).IsProblemAsync(409, "out-of-stock");

        Assert.Equal(
            [(mug, 1, 5), (lamp, 1, 0)],
            problem.GetProperty("current").GetProperty("lines").EnumerateArray()
                .Select(line => (line.Text("itemId"), line.GetProperty("quantity").GetInt32(), line.GetProperty("available").GetInt32())));
        Assert.Equal((5, 0), (await api.AvailableAsync(mug), await api.AvailableAsync(lamp)));
        var again = await api.CheckOutAsync(first, "key", OrderBodies.Of(2 * 1990 + 490)).IsProblemAsync(409, "out-of-stock");
        Assert.Equal(problem.GetProperty("current").GetRawText(), again.GetProperty("current").GetRawText());
    }

    [Fact]
    public async Task Cancelled_order_is_told_under_its_key_without_its_person()
    {
        var cart = await api.CartAsync(await api.ProductAsync());
        var placed = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);
        await api.DoAsync(placed.GetProperty("order").Text("id")!, "cancel").JsonAsync();

        var problem = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).IsProblemAsync(409, "order-ended");

        Assert.Equal(["id", "number", "status"], problem.GetProperty("current").EnumerateObject().Select(member => member.Name));
        Assert.Equal("cancelled", problem.GetProperty("current").Text("status"));
    }

    private static long AmountOf(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
