using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class ProductBatchFunctionsTests(Api api)
{
    [Fact]
    public async Task A_batch_creates_and_replaces_and_answers_each()
    {
        var (old, fresh) = (await api.ProductAsync(), api.NewId("product"));
        var price = new { amount = 1, currency = "EUR" };

        var answered = await api.Admin.PostAsJsonAsync("/api/products/batch", new
        {
            products = new object[]
            {
                new { id = old, name = "Replaced", price, stock = 3, vatRateId = "reduced" },
                new { id = fresh, name = "New", price, stock = (int?)null },
                new { id = "bad", name = "", price, stock = 1 },
            },
        }).JsonAsync();

        var items = answered.Items().ToList();
        Assert.Equal([(old, 2L), (fresh, 1L)], items.Take(2).Select(item => (item.Text("id"), item.GetProperty("product").Version())));
        Assert.Equal("reduced", items[0].GetProperty("product").Text("vatRateId"));
        Assert.Equal(("bad", "validation"), (items[2].Text("id"), items[2].Text("problem")));
        Assert.Equal(10, items[0].GetProperty("product").GetProperty("stock").GetInt32());
        Assert.Equal(["name"], items[2].GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(JsonValueKind.Null, items[2].GetProperty("product").ValueKind);
    }

    [Fact]
    public async Task A_batch_of_a_hundred_products_is_longer_than_other_bodies_may_be_and_one_more_is_refused()
    {
        object Product(int n) => new
        {
            id = $"batch-{n}",
            name = $"Batch {n}",
            description = new string('d', 1500),
            price = new { amount = 1, currency = "EUR" },
            stock = 1,
        };

        var all = new { products = Enumerable.Range(0, 100).Select(Product) };
        var answered = await api.Admin.PostAsJsonAsync("/api/products/batch", all).JsonAsync();

        Assert.Equal(100, answered.Items().Count(item => item.GetProperty("product").ValueKind == JsonValueKind.Object));
        var oneTooMany = new { products = Enumerable.Range(0, 101).Select(Product) };
        await api.Admin.PostAsJsonAsync("/api/products/batch", oneTooMany).IsInvalidAsync("products");
        var large = Api.Json($$"""{"products":[{"name":"{{new string('x', 600_000)}}"}]}""");
        await api.Admin.PostAsync("/api/products/batch", large).IsProblemAsync(413, "body-too-large");
    }

    [Fact]
    public async Task A_repeated_batch_does_not_change_the_stock_twice()
    {
        var id = await api.ProductAsync();
        async Task<JsonElement> SendAsync(string? key, int stockChange = 2, long? version = null)
        {
            var body = JsonContent.Create(new
            {
                products = new[] { new { id, name = "Mug", price = new { amount = 1, currency = "EUR" }, stock = 12, stockChange, version } },
            });
            var sending = key is null
                ? api.Admin.PostAsync("/api/products/batch", body)
                : api.Admin.SendAsync(HttpMethod.Post, "/api/products/batch", ("Idempotency-Key", key), body);
            return (await sending.JsonAsync()).Items().Single();
        }

        var first = await SendAsync("batch-1");
        var repeated = await SendAsync("batch-1");
        var another = await SendAsync("batch-2");

        Assert.Equal([12, 12, 14], new[] { first, repeated, another }.Select(answer => answer.GetProperty("product").GetProperty("stock").GetInt32()));
        Assert.Equal([2, 2, 2], new[] { first, repeated, another }.Select(answer => answer.GetProperty("product").Version()));
        Assert.Equal("version-mismatch", (await SendAsync("batch-3", version: 1)).Text("problem"));
        Assert.Equal("idempotency-key-reused", (await SendAsync("batch-2", stockChange: 3)).Text("problem"));
        Assert.Equal("stock-below-zero", (await SendAsync("batch-4", stockChange: -15)).Text("problem"));
        Assert.Equal("validation", (await SendAsync(null)).Text("problem"));
    }

    [Fact]
    public async Task Stock_change_of_a_new_variant_is_refused()
    {
        var body = Api.Json("""
            {"products":[{"id":"ID","name":"Shirt","options":[{"name":"Size","values":["S"]}],
             "variants":[{"optionValues":["S"],"price":{"amount":1,"currency":"EUR"},"stock":1,"stockChange":1}]}]}
            """.Replace("ID", await api.ProductAsync(), StringComparison.Ordinal));

        var answer = (await api.Admin.SendAsync(HttpMethod.Post, "/api/products/batch", ("Idempotency-Key", "key"), body).JsonAsync()).Items().Single();

        Assert.Equal(["variants[0].stockChange"], answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task The_last_product_with_the_same_id_counts()
    {
        var id = api.NewId("product");

        var answered = await api.Admin.PostAsJsonAsync("/api/products/batch", new
        {
            products = Enumerable.Range(1, 20).Select(n =>
                new { id, name = $"Mug {n}", price = new { amount = n, currency = "EUR" }, stock = 1 }),
        }).JsonAsync();

        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), answered.Items().Select(item => item.GetProperty("product").Version()));
        Assert.Equal("Mug 20", (await api.Customer.GetAsync($"/api/products/{id}").JsonAsync()).Text("name"));
    }
}
