using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveShop.Tests.Functions.Orders;

/// <summary>Bad input to a checkout: each is refused by the field it is in, and nothing is ordered.</summary>
[Collection(OrderApiCollection.Name)]
public sealed class CheckoutInputTests(OrderApi api)
{
    private const long Total = 1990 + 490;

    [Theory]
    [InlineData("contact.name", "null"), InlineData("contact.name", "\"\""), InlineData("contact.name", "\" \\u200b\"")]
    [InlineData("contact.name", "\"<b>Erika</b>\""), InlineData("contact.name", "\"<script>alert(1)</script>\"")]
    [InlineData("contact.name", "\"Erika\\nBcc: all@post.example\""), InlineData("contact.name", "\"Erika\\u202e\"")]
    [InlineData("contact.email", "null"), InlineData("contact.email", "\"erika\""), InlineData("contact.email", "\"erika@\"")]
    [InlineData("contact.email", "\"@post.example\""), InlineData("contact.email", "\"erika@localhost\"")]
    [InlineData("contact.email", "\"erika@post..example\""), InlineData("contact.email", "\"erika mustermann@post.example\"")]
    [InlineData("contact.email", "\"erika@post.example, max@post.example\""), InlineData("contact.email", "\"erika@a@post.example\"")]
    [InlineData("contact.email", "\"erika@post.example\\r\\nBcc: max@post.example\"")]
    [InlineData("contact.phone", "\"call me\""), InlineData("contact.phone", "\"=1+1\"")]
    [InlineData("address.line1", "null"), InlineData("address.line1", "\"\""), InlineData("address.line1", "\"1\\n2\"")]
    [InlineData("address.line2", "\"<i>\""), InlineData("address.postalCode", "\"1234567890 1234567890 1234567890\"")]
    [InlineData("address.city", "null"), InlineData("address.city", "\"\""), InlineData("address.region", "\"a\\u0000b\"")]
    [InlineData("address.country", "null"), InlineData("address.country", "\"XX\""), InlineData("address.country", "\"de\"")]
    [InlineData("address.country", "\"Germany\""), InlineData("address.country", "\"FR\"")]
    [InlineData("expectedTotal", "null"), InlineData("note", "\"a\\u0000b\"")]
    public async Task Field_that_is_not_valid_is_refused_by_its_name(string field, string value)
    {
        var cart = await api.CartAsync(await api.ProductAsync());

        await api.CheckOutAsync(cart, "key", Api.Json(With(field, value))).IsInvalidAsync(field);

        await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total)).JsonAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("contact"), InlineData("address")]
    public async Task Missing_part_is_refused_by_its_required_fields(string part)
    {
        var cart = await api.CartAsync(await api.ProductAsync());

        await api.CheckOutAsync(cart, "key", Api.Json(With(part, "null"))).IsInvalidAsync(
            part is "contact" ? ["contact.name", "contact.email"] : ["address.line1", "address.city", "address.country"]);
    }

    [Theory]
    [InlineData("expectedTotal.amount", "-1"), InlineData("expectedTotal.currency", "\"euro\"")]
    public async Task Total_that_is_no_money_is_refused(string field, string value)
    {
        var cart = await api.CartAsync(await api.ProductAsync());

        await api.CheckOutAsync(cart, "key", Api.Json(With(field, value))).IsInvalidAsync(field);
    }

    [Fact]
    public async Task Checkout_without_an_Idempotency_Key_is_400()
    {
        var cart = await api.CartAsync(await api.ProductAsync());

        await api.CheckOutAsync(cart, null, OrderBodies.Of(Total)).IsInvalidAsync("Idempotency-Key");
        await api.CheckOutAsync(cart, "two words", OrderBodies.Of(Total)).IsInvalidAsync("Idempotency-Key");
        await api.CheckOutAsync(cart, new string('k', 101), OrderBodies.Of(Total)).IsInvalidAsync("Idempotency-Key");
    }

    [Fact]
    public async Task All_errors_of_a_body_are_told_at_once() =>
        await api.CheckOutAsync(await api.CartAsync(), "key", Api.Json("{}")).IsInvalidAsync(
            "expectedTotal", "contact.name", "contact.email", "address.line1", "address.city", "address.country");

    [Theory, InlineData("[]"), InlineData("null"), InlineData("{\"contact\":\"Erika\"}"), InlineData("{"), InlineData("{\"note\":1}")]
    public async Task Body_of_another_form_is_400(string body) =>
        await api.CheckOutAsync(await api.CartAsync(), "key", Api.Json(body)).IsProblemAsync(400, "malformed-json");

    [Fact]
    public async Task Body_that_brings_its_own_lines_and_prices_orders_the_cart_at_the_shops_price()
    {
        var cart = await api.CartAsync(await api.ProductAsync());
        var body = JsonNode.Parse(With("note", "null"))!.AsObject();
        body["lines"] = new JsonArray(new JsonObject { ["productId"] = "gold", ["quantity"] = 10, ["unitPrice"] = new JsonObject { ["amount"] = 1, ["currency"] = "EUR" } });
        body["totals"] = new JsonObject { ["total"] = new JsonObject { ["amount"] = 1, ["currency"] = "EUR" } };

        var placed = await api.CheckOutAsync(cart, "key", Api.Json(body.ToJsonString())).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(1990, Assert.Single(placed.GetProperty("order").GetProperty("lines").EnumerateArray()).GetProperty("unitPrice").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Body_with_10_000_lines_is_413_and_a_note_of_10_000_lines_is_refused()
    {
        var cart = await api.CartAsync(await api.ProductAsync());
        var lines = string.Join(',', Enumerable.Repeat("""{"productId":"mug","quantity":1}""", 10_000));

        await api.CheckOutAsync(cart, "key", Api.Json($$"""{"lines":[{{lines}}]}""")).IsProblemAsync(413, "body-too-large");
        await api.CheckOutAsync(cart, "key", Api.Json(With("note", JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("a\n", 10_000)))))).IsInvalidAsync("note");
    }

    [Fact]
    public async Task Markup_in_a_note_is_stored_and_returned_as_text()
    {
        const string note = "<script>alert('1')</script> & \"quoted\"";
        var cart = await api.CartAsync(await api.ProductAsync());

        using var answer = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total, note: note)).IsAsync(HttpStatusCode.Created);

        var order = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("order");
        Assert.Equal(("application/json", "nosniff"), (answer.Content.Headers.MediaType(), answer.Header("X-Content-Type-Options")));
        Assert.Equal(note, order.Text("note"));
        Assert.Equal(note, (await api.Admin.GetAsync($"/api/orders/{order.Text("id")}").JsonAsync()).Text("note"));
    }

    [Fact]
    public async Task Names_and_addresses_of_every_script_are_taken()
    {
        var cart = await api.CartAsync(await api.ProductAsync());
        const string name = "Zoë O'Brien-Łukasz 山田 太郎";

        var placed = await api.CheckOutAsync(cart, "key", OrderBodies.Of(Total, name)).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(name, placed.GetProperty("order").GetProperty("customer").Text("name"));
    }

    private static string With(string field, string value)
    {
        var body = JsonNode.Parse(JsonSerializer.Serialize(OrderBodies.Of(Total)))!;
        var parts = field.Split('.');
        var place = parts[..^1].Aggregate(body, (node, part) => node[part]!);
        place[parts[^1]] = JsonNode.Parse(value);
        return Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
