using System.Net;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class ProductStockFunctionsTests(Api api)
{
    [Fact]
    public async Task Stock_says_what_is_available_held_and_counted_in()
    {
        var id = await api.ProductAsync(stock: 10);
        await PatchAsync(id, """{"stockChange":-3}""").IsAsync(HttpStatusCode.OK);

        var stock = await api.Admin.GetAsync($"/api/products/{id}/stock").JsonAsync();

        var variant = Assert.Single(stock.GetProperty("variants").EnumerateArray());
        Assert.Equal((id, "default"), (stock.Text("productId"), variant.Text("variantId")));
        Assert.Equal(
            (7, 0, 7),
            (variant.GetProperty("available").GetInt32(), variant.GetProperty("held").GetInt32(), variant.GetProperty("countedIn").GetInt32()));
        await api.Admin.GetAsync("/api/products/nowhere/stock").IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Corrections_are_listed_newest_first_with_who_and_why()
    {
        var id = await api.ProductAsync(stock: 10);
        await PatchAsync(id, """{"stockChange":-3,"reason":"Broken"}""").IsAsync(HttpStatusCode.OK);
        await api.Admin.PatchAsync($"/api/products/{id}/variants/default", Api.Json("""{"stock":{"from":7,"to":null}}""")).IsAsync(HttpStatusCode.OK);

        var first = await api.Admin.GetAsync($"/api/products/{id}/stock-corrections?limit=1").JsonAsync();
        var address = $"/api/products/{id}/stock-corrections?limit=1&continuationToken={first.Text("continuationToken")}";
        var second = await api.Admin.GetAsync(address).JsonAsync();

        var (newest, oldest) = (first.Items().Single(), second.Items().Single());
        Assert.Equal(("7", "", null), (newest.GetProperty("from").ToString(), newest.GetProperty("to").ToString(), newest.Text("reason")));
        Assert.Equal(
            (-3, 10, 7, "Broken"),
            (oldest.GetProperty("difference").GetInt32(), oldest.GetProperty("before").GetInt32(), oldest.GetProperty("after").GetInt32(), oldest.Text("reason")));
        Assert.NotEmpty(oldest.Text("by")!);
        await api.Admin.GetAsync("/api/products/nowhere/stock-corrections").IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Reason_without_a_correction_or_too_long_is_refused()
    {
        var id = await api.ProductAsync();

        await PatchAsync(id, """{"name":"Cup","reason":"Why not"}""").IsInvalidAsync("reason");
        await PatchAsync(id, $$"""{"stockChange":1,"reason":"{{new string('x', 201)}}"}""").IsInvalidAsync("reason");
    }

    [Fact]
    public async Task Correction_sent_again_with_its_key_counts_once()
    {
        var id = await api.ProductAsync(stock: 10);
        Task<HttpResponseMessage> SendAsync(int pieces) => api.Admin.SendAsync(
            HttpMethod.Patch, $"/api/products/{id}", ("Idempotency-Key", "key-1"), Api.Json($$"""{"stockChange":{{pieces}}}"""));

        await SendAsync(5).IsAsync(HttpStatusCode.OK);
        var again = await SendAsync(5).JsonAsync();

        Assert.Equal((15, 1), (again.GetProperty("stock").GetInt32(), again.Version()));
        await SendAsync(6).IsProblemAsync(422, "idempotency-key-reused");
    }

    private Task<HttpResponseMessage> PatchAsync(string id, string body) => api.Admin.PatchAsync($"/api/products/{id}", Api.Json(body));
}
