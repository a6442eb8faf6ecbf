using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Local;
using LiveShop.Tests.Shop;

namespace LiveShop.Tests.Functions.Shop;

public sealed class ShopFunctionsTests : IAsyncLifetime
{
    private const string Address = "/api/shop";

    private LocalServer server = null!;
    private HttpClient admin = null!;

    public async Task InitializeAsync()
    {
        server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        admin = await server.AdminAsync();
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Shop_without_settings_is_neutral_at_version_0()
    {
        using var answer = await server.Http.GetAsync(Address).IsAsync(HttpStatusCode.OK);
        var shop = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(("\"0\"", "public, no-cache"), (answer.Header("ETag"), answer.Header("Cache-Control")));
        Assert.Equal(("LiveShop", 0), (shop.Text("name"), shop.Version()));
        Assert.Equal(
            [
                "name", "slogan", "logoUrl", "accentColor", "accentColorDark", "welcomeText", "waitingText", "endedText",
                "legalPages", "currency", "vatRates", "shipping", "accentColors", "payments", "version",
            ],
            shop.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Change_is_read_back_with_its_ETag_and_the_accent_of_both_schemes()
    {
        using var changed = await PutAsync("\"0\"", ShopSample.Body()).IsAsync(HttpStatusCode.OK);
        var text = await changed.Content.ReadAsStringAsync();

        Assert.Equal("\"1-admin\"", changed.Header("ETag"));
        Assert.Equal(text, await admin.GetStringAsync(Address));
        var colors = JsonElement.Parse(text).GetProperty("accentColors");
        Assert.Equal("#a8412a", colors.GetProperty("light").Text("accent"));
        Assert.Equal("#22110a", colors.GetProperty("dark").Text("onAccent"));
    }

    [Fact]
    public async Task PUT_accepts_what_GET_gave_and_the_same_settings_keep_their_version()
    {
        await PutAsync("\"0\"", ShopSample.Body()).IsAsync(HttpStatusCode.OK);
        using var read = await admin.GetAsync(Address);
        var got = await read.Content.ReadAsStringAsync();

        using var again = await PutAsync(read.Header("ETag")!, Api.Json(got)).IsAsync(HttpStatusCode.OK);

        Assert.Contains("Street 1", got, StringComparison.Ordinal);
        Assert.Equal((got, "\"1-admin\""), (await again.Content.ReadAsStringAsync(), again.Header("ETag")));
    }

    [Fact]
    public async Task Customers_get_the_names_of_the_legal_pages_and_each_text_by_itself()
    {
        var body = JsonSerializer.SerializeToNode(ShopSample.Body())!;
        body["terms"] = JsonSerializer.SerializeToNode(new { url = "https://shop.example/terms" });
        await PutAsync("*", Api.Json(body.ToJsonString())).IsAsync(HttpStatusCode.OK);

        var shop = await server.Http.GetAsync(Address).JsonAsync();
        using var imprint = await server.Http.GetAsync($"{Address}/legal/imprint").IsAsync(HttpStatusCode.OK);
        var terms = await server.Http.GetAsync($"{Address}/legal/terms").JsonAsync();

        Assert.Equal(
            [("imprint", null), ("terms", "https://shop.example/terms")],
            shop.GetProperty("legalPages").EnumerateArray().Select(page => (page.Text("name"), page.Text("url"))));
        Assert.All(new[] { "imprint", "privacy", "terms" }, old => Assert.False(shop.TryGetProperty(old, out _)));
        Assert.Equal("Street 1", (await imprint.Content.ReadFromJsonAsync<JsonElement>()).Text("text"));
        Assert.Equal(("\"1\"", "public, no-cache"), (imprint.Header("ETag"), imprint.Header("Cache-Control")));
        Assert.Equal("https://shop.example/terms", terms.Text("url"));
        using var unchanged = await server.Http.SendAsync(HttpMethod.Get, $"{Address}/legal/imprint", ("If-None-Match", "\"1\""))
            .IsAsync(HttpStatusCode.NotModified);
    }

    [Theory, InlineData("privacy"), InlineData("Imprint"), InlineData("0"), InlineData("press")]
    public async Task A_legal_page_that_the_shop_does_not_have_is_404(string page)
    {
        await PutAsync("*", ShopSample.Body()).IsAsync(HttpStatusCode.OK);

        await server.Http.GetAsync($"{Address}/legal/{page}").IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task PUT_without_If_Match_is_428_and_changes_nothing()
    {
        await admin.PutAsJsonAsync(Address, ShopSample.Body()).IsProblemAsync(428, "precondition-required");

        Assert.Equal(0, (await server.Http.GetAsync(Address).JsonAsync()).Version());
        Assert.Equal(1, (await PutAsync("*", ShopSample.Body()).JsonAsync()).Version());
    }

    [Fact]
    public async Task PUT_with_an_older_If_Match_is_412_with_the_current_settings()
    {
        await PutAsync("\"0\"", ShopSample.Body("First")).IsAsync(HttpStatusCode.OK);

        var problem = await PutAsync("\"0\"", ShopSample.Body("Second")).IsProblemAsync(412, "version-mismatch");

        Assert.Equal(("First", 1), (problem.GetProperty("current").Text("name"), problem.GetProperty("current").Version()));
        Assert.Equal("First", (await server.Http.GetAsync(Address).JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task Only_admins_may_change_the_shop()
    {
        using var customer = server.WithToken(server.CustomerToken("carl"));

        await PutAsync(server.Http).IsProblemAsync(401, "unauthorized");
        await PutAsync(customer).IsProblemAsync(403, "forbidden");

        static Task<HttpResponseMessage> PutAsync(HttpClient client) =>
            client.SendAsync(HttpMethod.Put, Address, ("If-Match", "*"), JsonContent.Create(ShopSample.Body()));
    }

    [Fact]
    public async Task All_invalid_fields_are_reported_at_once()
    {
        await PutAsync("*", ShopSample.Body("", "#ffd400", "XXX", Array.Empty<object>(), new { url = "http://shop.example" }))
            .IsInvalidAsync("name", "accentColor", "currency", "vatRates", "imprint.url", "shipping.flatRate.currency");
        await PutAsync("*", Api.Json("{}")).IsInvalidAsync("name", "currency", "vatRates", "shipping");
        await PutAsync("nonsense", ShopSample.Body()).IsInvalidAsync("If-Match");
    }

    [Theory]
    [InlineData("""{"name":7}"""), InlineData("""{"vatRates":[{"basisPoints":0.5}]}""")]
    [InlineData("""{"shipping":{"flatRate":{"amount":1}}}""")]
    [InlineData("""{"imprint":"Street 1"}"""), InlineData("[]")]
    public async Task Value_of_the_wrong_JSON_type_is_malformed(string body) =>
        await PutAsync("*", Api.Json(body)).IsProblemAsync(400, "malformed-json");

    [Fact]
    public async Task Settings_longer_than_any_body_may_be_are_413() =>
        await PutAsync("*", ShopSample.Body(imprint: new { text = new string('x', 70_000) })).IsProblemAsync(413, "body-too-large");

    [Fact]
    public async Task Three_long_legal_texts_fit_into_one_request()
    {
        var page = new { text = new string('x', 20_000) };
        var body = JsonSerializer.SerializeToNode(ShopSample.Body(imprint: page))!;
        (body["privacy"], body["terms"]) = (JsonSerializer.SerializeToNode(page), JsonSerializer.SerializeToNode(page));

        await PutAsync("*", Api.Json(body.ToJsonString())).IsAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("\"1\"", 304), InlineData("W/\"1\"", 304), InlineData("*", 304), InlineData("\"0\", \"1\"", 304)]
    [InlineData("\"0\"", 200), InlineData("\"1-admin\"", 200), InlineData("nonsense", 200)]
    public async Task Shop_is_304_only_for_its_own_ETag(string ifNoneMatch, int status)
    {
        await PutAsync("\"0\"", ShopSample.Body()).IsAsync(HttpStatusCode.OK);

        using var answer = await server.Http.SendAsync(HttpMethod.Get, Address, ("If-None-Match", ifNoneMatch))
            .IsAsync((HttpStatusCode)status);

        Assert.Equal("\"1\"", answer.Header("ETag"));
    }

    private Task<HttpResponseMessage> PutAsync(string ifMatch, object body) => PutAsync(ifMatch, JsonContent.Create(body));

    private Task<HttpResponseMessage> PutAsync(string ifMatch, HttpContent body) =>
        admin.SendAsync(HttpMethod.Put, Address, ("If-Match", ifMatch), body);
}
