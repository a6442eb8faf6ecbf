using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class ProductJournalFunctionsTests(Api api)
{
    [Fact]
    public async Task Product_journal_says_who_changed_which_price_from_what_and_to_what()
    {
        var id = await api.ProductAsync();
        await ChangePriceAsync(id, 2490);
        await api.Admin.DeleteAsync($"/api/products/{id}").IsAsync(HttpStatusCode.NoContent);

        var changes = await ChangesAsync(id);

        Assert.Equal(["created", "changed", "deleted"], changes.Select(change => change.Text("action")));
        Assert.Equal([1, 2, 3], changes.Select(Answers.Version));
        Assert.All(changes, change => Assert.Equal(("ann", "ann"), (change.Text("by"), change.Text("byId"))));
        Assert.Equal((1990, 2490), (Amount(changes[1], "before"), Amount(changes[1], "after")));
        Assert.All(new[] { "name", "description", "images", "stock", "variants" }, field =>
            Assert.Equal(JsonValueKind.Null, changes[1].GetProperty("before").GetProperty(field).ValueKind));
        Assert.All(new[] { changes[0], changes[2] }, change => Assert.Equal(JsonValueKind.Null, change.GetProperty("before").ValueKind));
    }

    [Fact]
    public async Task Product_journal_continues_after_the_given_version()
    {
        var id = await api.ProductAsync();
        foreach (var amount in new[] { 1, 2, 3 })
            await ChangePriceAsync(id, amount);

        Assert.Equal([1, 2], (await ChangesAsync(id, "?limit=2")).Select(Answers.Version));
        Assert.Equal([3, 4], (await ChangesAsync(id, "?limit=2&after=2")).Select(Answers.Version));
        Assert.Empty(await ChangesAsync(id, "?after=4"));
        await api.Admin.GetAsync($"/api/products/{id}/changes?after=-1").IsInvalidAsync("after");
    }

    [Fact]
    public async Task A_product_that_is_not_there_has_no_journal() =>
        await api.Admin.GetAsync("/api/products/nothing/changes").IsProblemAsync(404, "not-found");

    [Fact]
    public async Task The_journal_of_a_stream_names_who_changed_the_price_of_a_pinned_product_and_both_prices()
    {
        var (streamId, pinned) = await api.LiveStreamAsync(pins: 1);

        await ChangePriceAsync(pinned[0], 1490);

        JsonElement last = default;
        await Eventually.HoldsAsync(async () =>
        {
            last = (await api.Admin.GetAsync($"/api/livestreams/{streamId}/changes").JsonAsync()).Items().Last();
            return last.Text("action") == "product-refreshed";
        });
        Assert.Equal(("ann", "ann", pinned[0]), (last.Text("by"), last.Text("byId"), last.Text("productId")));
        Assert.Equal(1990, Amount(last.GetProperty("before").GetProperty("pin"), "product"));
        Assert.Equal(1490, Amount(last, "card"));
    }

    private async Task ChangePriceAsync(string id, long amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/products/{id}")
        {
            Content = JsonContent.Create(new { name = $"Mug {id}", price = new { amount, currency = "EUR" }, stock = 10 }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        await api.Admin.SendAsync(request).IsAsync(HttpStatusCode.OK);
    }

    private async Task<List<JsonElement>> ChangesAsync(string id, string query = "") =>
        [.. (await api.Admin.GetAsync($"/api/products/{id}/changes{query}").JsonAsync()).Items()];

    private static long Amount(JsonElement parent, string product) =>
        parent.GetProperty(product).GetProperty("price").GetProperty("amount").GetInt64();
}
