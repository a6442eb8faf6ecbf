using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class VariantFunctionsTests(Api api)
{
    [Fact]
    public async Task A_product_with_options_is_read_with_its_variants_and_the_lowest_price()
    {
        var shirt = await api.Customer.GetAsync($"/api/products/{await ShirtAsync()}").JsonAsync();

        Assert.Equal(4900, shirt.GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal(3, shirt.GetProperty("stock").GetInt32());
        Assert.Equal("/pictures/a.svg", shirt.Text("imageUrl"));
        Assert.Equal(["s", "m"], shirt.GetProperty("variants").EnumerateArray().Select(variant => variant.Text("id")));
        Assert.Equal("LS/Grün 1", shirt.GetProperty("variants")[0].Text("sku"));
    }

    [Fact]
    public async Task A_product_without_options_is_read_with_its_one_variant()
    {
        var mug = await api.Customer.GetAsync($"/api/products/{await api.ProductAsync(stock: 7)}").JsonAsync();

        var variant = Assert.Single(mug.GetProperty("variants").EnumerateArray());
        Assert.Equal(("default", 7), (variant.Text("id"), variant.GetProperty("stock").GetInt32()));
        Assert.Empty(mug.GetProperty("options").EnumerateArray());
        Assert.Equal(7, mug.GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task PUT_accepts_the_response_of_GET_of_a_product_with_options()
    {
        var id = await ShirtAsync();
        using var got = await api.Customer.GetAsync($"/api/products/{id}");
        var body = await got.Content.ReadAsStringAsync();

        var unchanged = await api.Admin.PutProductAsync(id, Api.Json(body)).JsonAsync();

        Assert.Equal(1, unchanged.Version());
    }

    [Fact]
    public async Task Stock_that_is_null_is_taken_and_stock_that_is_left_out_is_refused()
    {
        var id = api.NewId("product");
        var price = new { amount = 1, currency = "EUR" };

        var created = await api.Admin.PostAsJsonAsync("/api/products", new { id, name = "Gift card", price, stock = (int?)null }).JsonAsync(HttpStatusCode.Created);
        await api.Admin.PostAsJsonAsync("/api/products", new { name = "Gift card", price }).IsInvalidAsync("stock");

        Assert.Equal(JsonValueKind.Null, created.GetProperty("stock").ValueKind);
    }

    [Fact]
    public async Task Invalid_variant_is_refused_by_its_field()
    {
        var body = """
            {"name":"Shirt","options":[{"name":"Size","values":["S"]}],
             "variants":[{"optionValues":["S"],"price":{"amount":-1,"currency":"EUR"},"stock":1}]}
            """;

        await api.Admin.PostAsync("/api/products", Api.Json(body)).IsInvalidAsync("variants[0].price.amount");
    }

    [Fact]
    public async Task A_variant_is_bought_under_an_item_id_of_its_own()
    {
        var (id, cart) = (await ShirtAsync(), await api.CartAsync());

        var added = await api.Customer.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId = id, variantId = "m" }).JsonAsync();
        var changed = await api.Customer.PatchAsync($"/api/carts/{cart}/items/{id}.m", Api.Json("""{"quantity":2}""")).JsonAsync();
        await api.Customer.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId = id }).IsInvalidAsync("variantId");
        var emptied = await api.Customer.DeleteAsync($"/api/carts/{cart}/items/{id}.m").JsonAsync();

        Assert.Equal(($"{id}.m", "m", 4900), Item(added));
        Assert.Equal(2, changed.Items().Single().GetProperty("quantity").GetInt32());
        Assert.Empty(emptied.Items());
    }

    [Fact]
    public async Task A_product_is_found_by_a_sku_without_case_and_accents()
    {
        var id = await ShirtAsync();

        var found = (await api.Customer.GetAsync($"/api/products?search={Uri.EscapeDataString($"grun ls/ {id}")}").JsonAsync()).Items();

        Assert.Equal([id], found.Select(product => product.Text("id")));
    }

    private static (string?, string?, long) Item(JsonElement cart)
    {
        var item = cart.Items().Single();
        return (item.Text("itemId"), item.Text("variantId"), item.GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64());
    }

    private async Task<string> ShirtAsync()
    {
        var id = api.NewId("shirt");
        await api.Admin.PostAsJsonAsync("/api/products", new
        {
            id,
            name = "Linen shirt",
            images = new[] { "/pictures/a.svg", "/pictures/b.svg" },
            options = new[] { new { name = "Size", values = new[] { "S", "M" } } },
            variants = new object[]
            {
                new { optionValues = new[] { "S" }, sku = "LS/Grün 1", price = new { amount = 5900, currency = "EUR" }, stock = 1 },
                new { optionValues = new[] { "M" }, price = new { amount = 4900, currency = "EUR" }, compareAtPrice = new { amount = 5900, currency = "EUR" }, stock = 2 },
            },
        }).IsAsync(HttpStatusCode.Created);
        return id;
    }
}
