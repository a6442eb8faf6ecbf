using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Products;

[Collection(ApiCollection.Name)]
public sealed class ProductFunctionsTests(Api api)
{
    private const string Mug = """{"name":"Mug","description":"Holds coffee","imageUrl":"/pictures/mug.svg","price":{"amount":1990,"currency":"EUR"},"stock":3}""";

    [Fact]
    public async Task Creating_a_product_returns_its_location()
    {
        var id = api.NewId("product");

        using var answer = await api.Admin.PostAsync("/api/products", Api.Json(Mug.Replace("{\"name\"", $"{{\"id\":\"{id}\",\"name\"", StringComparison.Ordinal)))
            .IsAsync(HttpStatusCode.Created);

        Assert.Equal($"/api/products/{id}", answer.Headers.Location?.OriginalString);
        Assert.Equal("\"1.1\"", answer.Header("ETag"));
        Assert.Equal(await answer.Content.ReadAsStringAsync(), await api.Customer.GetStringAsync(answer.Headers.Location));
    }

    [Theory]
    [InlineData("""{}""", "name", "price", "stock")]
    [InlineData("""{"name":"","price":{"amount":-1,"currency":"XXX"},"stock":-1,"imageUrl":"data:x"}""", "name", "price.amount", "price.currency", "stock", "imageUrl")]
    [InlineData("""{"name":"Mug","price":{"amount":1,"currency":"eur"},"stock":1}""", "price.currency")]
    [InlineData("""{"name":"Mug","price":{"amount":900000000001,"currency":"EUR"},"stock":1}""", "price.amount")]
    [InlineData("""{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1000000001}""", "stock")]
    [InlineData("""{"id":"Mug","name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1}""", "id")]
    public async Task Invalid_product_is_refused_with_all_field_errors_at_once(string body, params string[] fields) =>
        await api.Admin.PostAsync("/api/products", Api.Json(body)).IsInvalidAsync(fields);

    [Theory]
    [InlineData("""{"name":"Mug","price":{"amount":19.9,"currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":5.00000000000000000000000000000000000001,"currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1e-400,"currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1e19,"currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1e99999999999,"currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":2147483648.0}""")]
    [InlineData("""{"name":"Mug","price":{"amount":"1990","currency":"EUR"},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1990},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1990,"currency":null},"stock":1}""")]
    [InlineData("""{"name":"Mug","price":1990,"stock":1}""")]
    [InlineData("""{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":2147483648}""")]
    [InlineData("""{"name":7,"price":{"amount":1,"currency":"EUR"},"stock":1}""")]
    public async Task Value_of_the_wrong_JSON_type_is_malformed(string body) =>
        await api.Admin.PostAsync("/api/products", Api.Json(body)).IsProblemAsync(400, "malformed-json");

    [Theory]
    [InlineData("1990.0", "5.0", 1990, 5), InlineData("199e1", "5e0", 1990, 5), InlineData("1.99E+3", "50e-1", 1990, 5), InlineData("3500000000.000", "0.0", 3500000000, 0)]
    [InlineData("0e7", "1000000000.00", 0, 1000000000)]
    public async Task A_whole_number_is_an_integer_in_whatever_form(string amount, string stock, long expectedAmount, int expectedStock)
    {
        var created = await api.Admin.PostAsync("/api/products", Api.Json($$"""{"name":"Mug","price":{"amount":{{amount}},"currency":"EUR"},"stock":{{stock}}}"""))
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal((expectedAmount, expectedStock), (created.GetProperty("price").GetProperty("amount").GetInt64(), created.GetProperty("stock").GetInt32()));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict_until_the_product_is_deleted()
    {
        var id = await api.ProductAsync();
        var again = new { id, name = "Bowl", price = new { amount = 1, currency = "EUR" }, stock = 1 };

        await api.Admin.PostAsJsonAsync("/api/products", again).IsProblemAsync(409, "already-exists");
        await api.Admin.DeleteAsync($"/api/products/{id}").IsAsync(HttpStatusCode.NoContent);
        var recreated = await api.Admin.PostAsJsonAsync("/api/products", again).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(3, recreated.Version());
    }

    [Fact]
    public async Task PUT_accepts_the_response_of_GET()
    {
        var id = await api.ProductAsync();
        using var got = await api.Customer.GetAsync($"/api/products/{id}");
        var body = await got.Content.ReadAsStringAsync();

        using var unchanged = await api.Admin.SendAsync(HttpMethod.Put, $"/api/products/{id}", ("If-Match", got.Header("ETag")!), Api.Json(body)).IsAsync(HttpStatusCode.OK);
        var changed = await api.Admin.PutProductAsync(id, Api.Json(body.Replace("1990", "2490", StringComparison.Ordinal))).JsonAsync();

        Assert.Equal(body, await unchanged.Content.ReadAsStringAsync());
        Assert.Equal(got.Header("ETag"), unchanged.Header("ETag"));
        Assert.Equal((2, 2490), (changed.Version(), changed.GetProperty("price").GetProperty("amount").GetInt64()));
    }

    [Fact]
    public async Task PUT_cannot_change_server_owned_fields()
    {
        var id = await api.ProductAsync();

        var changed = await api.Admin.PutProductAsync(id, Api.Json(Mug.Replace("{\"name\"", "{\"id\":\"other\",\"version\":77,\"name\"", StringComparison.Ordinal))).JsonAsync();

        Assert.Equal((id, 2), (changed.Text("id"), changed.Version()));
    }

    [Fact]
    public async Task PUT_of_an_existing_product_without_If_Match_is_428_and_changes_nothing()
    {
        var id = await api.ProductAsync();

        await api.Admin.PutAsync($"/api/products/{id}", Api.Json(Mug)).IsProblemAsync(428, "precondition-required");

        Assert.Equal(1, (await api.Customer.GetAsync($"/api/products/{id}").JsonAsync()).Version());
        await api.Admin.PutAsync("/api/products/nowhere", Api.Json(Mug)).IsProblemAsync(404, "not-found");
        Assert.Equal(2, (await api.Admin.PutProductAsync(id, Api.Json(Mug)).JsonAsync()).Version());
    }

    [Theory, InlineData("PUT"), InlineData("DELETE")]
    public async Task Product_write_with_an_older_If_Match_is_refused_with_the_current_product(string method)
    {
        var id = await api.ProductAsync();
        await api.Admin.PutProductAsync(id, Api.Json(Mug)).JsonAsync();

        var problem = await WriteAsync("\"1\"").IsProblemAsync(412, "version-mismatch");

        Assert.Equal((2, "Mug"), (problem.GetProperty("current").Version(), problem.GetProperty("current").Text("name")));
        await WriteAsync("nonsense").IsInvalidAsync("If-Match");
        await WriteAsync("\"2\"").IsAsync(method == "PUT" ? HttpStatusCode.OK : HttpStatusCode.NoContent);

        Task<HttpResponseMessage> WriteAsync(string ifMatch) =>
            api.Admin.SendAsync(new HttpMethod(method), $"/api/products/{id}", ("If-Match", ifMatch), method == "PUT" ? Api.Json(Mug) : null);
    }

    [Fact]
    public async Task A_pinned_product_cannot_be_deleted()
    {
        var (streamId, pinned) = await api.StreamAsync(pins: 1);

        var problem = await api.Admin.DeleteAsync($"/api/products/{pinned[0]}").IsProblemAsync(409, "product-pinned");
        await api.Admin.DeleteAsync($"/api/livestreams/{streamId}/pinned-products/{pinned[0]}").JsonAsync();
        await api.Admin.DeleteAsync($"/api/products/{pinned[0]}").IsAsync(HttpStatusCode.NoContent);

        Assert.Contains(streamId, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_product_is_gone_from_every_endpoint()
    {
        var (id, streamId) = (await api.ProductAsync(), (await api.StreamAsync()).Id);
        await api.Admin.DeleteAsync($"/api/products/{id}").IsAsync(HttpStatusCode.NoContent);

        await api.Customer.GetAsync($"/api/products/{id}").IsProblemAsync(404, "not-found");
        await api.Admin.DeleteAsync($"/api/products/{id}").IsProblemAsync(404, "not-found");
        await api.Admin.PutProductAsync(id, Api.Json(Mug)).IsProblemAsync(404, "not-found");
        await api.Admin.PostAsJsonAsync($"/api/livestreams/{streamId}/pin-product", new { productId = id }).IsProblemAsync(404, "not-found");
        Assert.Empty((await api.Customer.GetAsync($"/api/products?search={id}").JsonAsync()).Items());
    }

    [Fact]
    public async Task Product_request_with_the_current_ETag_is_304()
    {
        var id = await api.ProductAsync();

        await api.Customer.SendAsync(HttpMethod.Get, $"/api/products/{id}", ("If-None-Match", "\"1.1\"")).IsAsync(HttpStatusCode.NotModified);
        await api.Admin.PatchAsync($"/api/products/{id}", Api.Json("""{"stockChange":-1}""")).IsAsync(HttpStatusCode.OK);
        using var changed = await api.Customer
            .SendAsync(HttpMethod.Get, $"/api/products/{id}", ("If-None-Match", "\"1.1\"")).IsAsync(HttpStatusCode.OK);
        Assert.Equal("\"1.2\"", changed.Header("ETag"));
    }

    [Theory]
    [InlineData("\"1.1\""), InlineData("\"1.9\""), InlineData("\"1\"")]
    public async Task Write_whose_If_Match_names_the_product_s_version_with_any_stock_is_accepted(string ifMatch)
    {
        var id = await api.ProductAsync();
        await api.Admin.PatchAsync($"/api/products/{id}", Api.Json("""{"stockChange":-1}""")).IsAsync(HttpStatusCode.OK);

        var changed = await api.Admin
            .SendAsync(HttpMethod.Patch, $"/api/products/{id}", ("If-Match", ifMatch), Api.Json("""{"name":"Cup"}""")).JsonAsync();

        Assert.Equal((2, 9), (changed.Version(), changed.GetProperty("stock").GetInt32()));
    }

    [Theory]
    [InlineData("50%_ÄPFEL' OR 1=1 --", "50%25_äpfel"), InlineData("50%_ÄPFEL' OR 1=1 --", "'%20or%201=1%20--")]
    [InlineData("Ведро", "ВЕДРО")]
    public async Task Search_looks_for_the_text_itself_in_any_case(string name, string search)
    {
        var id = api.NewId("product");
        await api.Admin.PostAsJsonAsync("/api/products", new { id, name, price = new { amount = 1, currency = "EUR" }, stock = 1 }).JsonAsync(HttpStatusCode.Created);

        var found = (await api.Customer.GetAsync($"/api/products?search={search}&limit=200").JsonAsync()).Items().ToList();

        Assert.Contains(id, found.Select(product => product.Text("id")));
        Assert.All(found, product => Assert.Equal(name, product.Text("name")));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_an_empty_list_and_one_that_is_too_long_is_refused()
    {
        Assert.Empty((await api.Customer.GetAsync("/api/products?search=%00%25%ff").JsonAsync()).Items());
        await api.Customer.GetAsync($"/api/products?search={new string('a', 101)}").IsInvalidAsync("search");
        await api.Customer.GetAsync("/api/products?search=a&search=b").IsInvalidAsync("search");
    }

    [Fact]
    public async Task An_admin_sees_a_product_in_the_list_at_once_and_customers_within_a_second()
    {
        var search = api.NewId("listed");
        Assert.Empty(await FoundAsync(api.Customer));

        await api.Admin.PostAsJsonAsync("/api/products", new { id = search, name = "Jug", price = new { amount = 1, currency = "EUR" }, stock = 1 })
            .IsAsync(HttpStatusCode.Created);

        Assert.Equal([search], await FoundAsync(api.Admin));
        await Eventually.HoldsAsync(async () => (await FoundAsync(api.Customer)).SequenceEqual([search]));

        async Task<IEnumerable<string?>> FoundAsync(HttpClient caller) =>
            (await caller.GetAsync($"/api/products?search={search}").JsonAsync()).Items().Select(product => product.Text("id"));
    }

    [Theory, InlineData("products?search=none-of-them"), InlineData("livestreams?status=ended&limit=1")]
    public async Task Customers_list_has_an_ETag_that_admins_list_does_not_share(string list)
    {
        using var first = await api.Customer.GetAsync($"/api/{list}").IsAsync(HttpStatusCode.OK);
        var tag = first.Header("ETag")!;

        using var again = await api.Customer.SendAsync(HttpMethod.Get, $"/api/{list}", ("If-None-Match", tag)).IsAsync(HttpStatusCode.NotModified);
        using var admins = await api.Admin.SendAsync(HttpMethod.Get, $"/api/{list}", ("If-None-Match", tag)).IsAsync(HttpStatusCode.OK);

        Assert.Equal(tag, again.Header("ETag"));
        Assert.Null(admins.Header("ETag"));
        Assert.Equal("Authorization", admins.Header("Vary"));
        Assert.All([first, again], answer => Assert.Equal("Authorization, Accept-Encoding", answer.Header("Vary")));
    }

    [Fact]
    public async Task The_lowest_price_of_the_30_days_before_is_read_beside_a_struck_price()
    {
        var id = await api.ProductAsync();
        await api.Admin.PatchAsync($"/api/products/{id}", Api.Json("""{"price":{"amount":1,"currency":"EUR"},"compareAtPrice":{"amount":9900,"currency":"EUR"}}""")).JsonAsync();

        var product = await api.Customer.GetAsync($"/api/products/{id}").JsonAsync();

        Assert.Equal(1990, product.GetProperty("lowestPriceBefore").GetProperty("amount").GetInt64());
        Assert.Equal(1990, product.GetProperty("variants")[0].GetProperty("lowestPriceBefore").GetProperty("amount").GetInt64());
        Assert.Equal(1990, product.GetProperty("struckPrice").GetProperty("amount").GetInt64());
        Assert.Equal(1990, product.GetProperty("variants")[0].GetProperty("struckPrice").GetProperty("amount").GetInt64());
        Assert.Equal(9900, product.GetProperty("compareAtPrice").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Products_are_read_by_their_ids_in_that_order_without_those_that_are_not_there()
    {
        var (first, second, deleted) = (await api.ProductAsync(), await api.ProductAsync(), await api.ProductAsync());
        await api.Admin.DeleteAsync($"/api/products/{deleted}");

        var found = await api.Admin.GetAsync($"/api/products?ids={second},nothing,{deleted},{first}").JsonAsync();

        Assert.Equal([second, first], found.Items().Select(product => product.Text("id")));
        await api.Admin.GetAsync("/api/products?ids=Mug").IsInvalidAsync("ids");
        await api.Admin.GetAsync($"/api/products?ids={string.Join(',', Enumerable.Range(0, 101))}").IsInvalidAsync("ids");
    }

    [Theory, InlineData("ids=mug"), InlineData("pinned=hidden"), InlineData("pinned=shown")]
    public async Task Lists_that_only_the_staffs_pages_use_are_for_staff(string query)
    {
        await api.Customer.GetAsync($"/api/products?{query}").IsProblemAsync(401, "unauthorized");
        using var user = api.Server.WithToken(api.Server.CustomerToken("carl"));
        await user.GetAsync($"/api/products?{query}").IsProblemAsync(403, "forbidden");
        using var assistant = api.Server.WithToken(await api.Server.TokenAsync("ann", "assistant"));
        await assistant.GetAsync($"/api/products?{query}").IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Products_are_listed_by_their_hidden_pins()
    {
        var (stream, pinned) = await api.LiveStreamAsync(pins: 2);
        var (shown, hidden) = (pinned[0], pinned[1]);
        await api.Admin.PatchAsync($"/api/livestreams/{stream}/pinned-products/{hidden}", Api.Json("""{"isActive":false}""")).JsonAsync();

        Assert.Contains(hidden, await IdsAsync("pinned=hidden&limit=200"));
        Assert.DoesNotContain(shown, await IdsAsync("pinned=hidden&limit=200"));
        Assert.Equal([shown], await IdsAsync($"pinned=shown&search={shown}"));
        await api.Admin.GetAsync("/api/products?pinned=Hidden").IsInvalidAsync("pinned");

        async Task<IEnumerable<string?>> IdsAsync(string query) =>
            (await api.Admin.GetAsync($"/api/products?{query}").JsonAsync()).Items().Select(product => product.Text("id"));
    }
}
