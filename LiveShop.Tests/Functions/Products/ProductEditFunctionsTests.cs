using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class ProductEditFunctionsTests(Api api)
{
    [Fact]
    public async Task PATCH_changes_single_fields_without_If_Match()
    {
        var id = await api.ProductAsync();

        var changed = await PatchAsync(id, """{"price":{"amount":990,"currency":"EUR"},"description":"New"}""").JsonAsync();

        Assert.Equal(990, changed.GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal(("New", 10), (changed.Text("description"), changed.GetProperty("stock").GetInt32()));
    }

    [Fact]
    public async Task VAT_rate_is_patched_kept_by_a_PUT_of_what_was_read_and_told_in_the_journal()
    {
        var id = await api.ProductAsync();
        var patched = await PatchAsync(id, """{"vatRateId":"reduced"}""").JsonAsync();

        var put = await api.Admin.SendAsync(HttpMethod.Put, $"/api/products/{id}", ("If-Match", "\"2\""), Api.Json(patched.GetRawText())).JsonAsync();
        var changes = await api.Admin.GetAsync($"/api/products/{id}/changes").JsonAsync();

        Assert.Equal(("reduced", "reduced", 2), (patched.Text("vatRateId"), put.Text("vatRateId"), put.Version()));
        Assert.Equal("reduced", changes.Items().Last().GetProperty("after").Text("vatRateId"));
        await PatchAsync(id, """{"vatRateId":"19 %"}""").IsInvalidAsync("vatRateId");
    }

    [Fact]
    public async Task Alternative_texts_are_patched_and_kept_by_a_PUT_of_what_was_read()
    {
        var id = await api.ProductAsync();
        var patched = await PatchAsync(id, """{"images":["/a.svg"],"imageAltTexts":[{"imageUrl":"/a.svg","text":"A mug"}]}""").JsonAsync();

        var put = await api.Admin.SendAsync(HttpMethod.Put, $"/api/products/{id}", ("If-Match", "\"2\""), Api.Json(patched.GetRawText())).JsonAsync();

        var alt = Assert.Single(put.GetProperty("imageAltTexts").EnumerateArray());
        Assert.Equal(("/a.svg", "A mug", 2), (alt.Text("imageUrl"), alt.Text("text"), put.Version()));
        await PatchAsync(id, """{"imageAltTexts":[{"imageUrl":"/a.svg","text":""}]}""").IsInvalidAsync("imageAltTexts[0].text");
    }

    [Fact]
    public async Task PATCH_with_an_older_If_Match_is_refused_with_the_current_product()
    {
        var id = await api.ProductAsync();
        await PatchAsync(id, """{"stock":{"from":10,"to":1},"name":"Cup"}""").JsonAsync();

        var correction = Api.Json("""{"stock":{"from":10,"to":2}}""");
        var problem = await api.Admin.SendAsync(HttpMethod.Patch, $"/api/products/{id}", ("If-Match", "\"1\""), correction)
            .IsProblemAsync(412, "version-mismatch");

        Assert.Equal(1, problem.GetProperty("current").GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task Stock_changes_sent_at_once_all_count()
    {
        var id = await api.ProductAsync(stock: 100);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PatchAsync(id, """{"stockChange":-2}""").JsonAsync()));

        Assert.Equal(60, (await api.Customer.GetAsync($"/api/products/{id}").JsonAsync()).GetProperty("stock").GetInt32());
        await PatchAsync(id, """{"stockChange":-61}""").IsProblemAsync(409, "stock-below-zero");
        await PatchAsync(id, """{"stockChange":1,"stock":{"from":60,"to":1}}""").IsInvalidAsync("stockChange");
    }

    [Fact]
    public async Task A_variant_is_patched_by_its_id()
    {
        var id = await api.ProductAsync(stock: 4);

        var change = Api.Json("""{"stockChange":1,"sku":"M-1"}""");
        var changed = await api.Admin.PatchAsync($"/api/products/{id}/variants/default", change).JsonAsync();

        Assert.Equal((5, "M-1"), (changed.GetProperty("stock").GetInt32(), changed.Text("sku")));
        await api.Admin.PatchAsync($"/api/products/{id}/variants/xl", Api.Json("{}")).IsProblemAsync(404, "not-found");
        await PatchAsync("nowhere", "{}").IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Stock_that_somebody_else_has_changed_is_not_replaced()
    {
        var id = await api.ProductAsync();
        await PatchAsync(id, """{"stockChange":-1}""").JsonAsync();

        var problem = await PatchAsync(id, """{"stock":{"from":10,"to":20}}""").IsProblemAsync(409, "stock-changed");

        Assert.Equal(9, problem.GetProperty("current").GetProperty("stock").GetInt32());
        await PatchAsync(id, """{"stock":{"to":20}}""").IsInvalidAsync("stock");
    }

    [Fact]
    public async Task Variants_are_replaced_only_with_If_Match()
    {
        var id = await api.ProductAsync();
        const string Sizes = """
            {
              "options":[{"name":"Size","values":["S"]}],
              "variants":[{"optionValues":["S"],"price":{"amount":1,"currency":"EUR"},"stock":1}]
            }
            """;

        await PatchAsync(id, Sizes).IsProblemAsync(428, "precondition-required");
        var changed = await api.Admin
            .SendAsync(HttpMethod.Patch, $"/api/products/{id}", ("If-Match", "\"1\""), Api.Json(Sizes)).JsonAsync();

        Assert.Equal(["s"], changed.GetProperty("variants").EnumerateArray().Select(variant => variant.Text("id")));
    }

    private Task<HttpResponseMessage> PatchAsync(string id, string body) => api.Admin.PatchAsync($"/api/products/{id}", Api.Json(body));
}
