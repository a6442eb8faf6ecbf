using System.Net;

namespace LiveShop.Tests.Functions.Carts;

[Collection(ApiCollection.Name)]
public sealed class AddCartItemTests(Api api)
{
    [Fact]
    public async Task Additions_sum_up_and_the_default_quantity_is_one()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());

        await AddAsync(cart, $$"""{"productId":"{{product}}"}""").JsonAsync();
        await AddAsync(cart, $$"""{"productId":"{{product}}","quantity":null,"streamId":"demo"}""").JsonAsync();
        var added = await AddAsync(cart, product, 3).JsonAsync();

        Assert.Equal(5, Assert.Single(added.Items()).GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task Repeated_Idempotency_Key_adds_once()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());

        var first = await AddAsync(cart, product, 2, "press-1").JsonAsync();
        var again = await AddAsync(cart, product, 2, "press-1").JsonAsync();
        var next = await AddAsync(cart, product, 2, "press-2").JsonAsync();

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(4, Assert.Single(next.Items()).GetProperty("quantity").GetInt32());
        await AddAsync(cart, product, 3, "press-1").IsProblemAsync(422, "idempotency-key-reused");
        await AddAsync(await api.CartAsync(), product, 3, "press-1").JsonAsync();
    }

    [Fact]
    public async Task Concurrent_requests_with_one_Idempotency_Key_add_once()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AddAsync(cart, product, 1, "press")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var item = Assert.Single((await api.Customer.GetAsync($"/api/carts/{cart}").JsonAsync()).Items());
        Assert.Equal(1, item.GetProperty("quantity").GetInt32());
    }

    [Theory, InlineData(""), InlineData("with space"), InlineData("tab\tx"), InlineData(null)]
    public async Task Invalid_idempotency_key_is_refused(string? key)
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync());

        await AddAsync(cart, product, 1, key ?? new string('k', 101)).IsInvalidAsync("Idempotency-Key");
    }

    [Theory]
    [InlineData("""{}""", "productId")]
    [InlineData("""{"productId":"No Id","quantity":0,"streamId":"No Id"}""", "productId", "quantity", "streamId")]
    [InlineData("""{"productId":"mug","quantity":100}""", "quantity")]
    [InlineData("""{"productId":"mug","quantity":-1}""", "quantity")]
    public async Task Invalid_cart_item_is_refused(string body, params string[] fields) =>
        await AddAsync(await api.CartAsync(), body).IsInvalidAsync(fields);

    [Fact]
    public async Task Quantity_above_99_is_refused()
    {
        var (cart, product) = (await api.CartAsync(), await api.ProductAsync(stock: 500));
        await AddAsync(cart, product, 99).JsonAsync();

        await AddAsync(cart, product, 1).IsInvalidAsync("quantity");
    }

    private Task<HttpResponseMessage> AddAsync(string cart, string productId, int quantity, string? key = null)
    {
        var body = $$"""{"productId":"{{productId}}","quantity":{{quantity}}}""";
        return key is null ? AddAsync(cart, body) : api.Customer.SendAsync(HttpMethod.Post, $"/api/carts/{cart}/items", ("Idempotency-Key", key), Api.Json(body));
    }

    private Task<HttpResponseMessage> AddAsync(string cart, string body) =>
        api.Customer.PostAsync($"/api/carts/{cart}/items", Api.Json(body));
}
