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
                "imprint", "privacy", "terms", "currency", "vatRates", "shipping", "accentColors", "version",
            ],
            shop.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Change_is_read_back_with_its_ETag_and_the_accent_of_both_schemes()
    {
        using var changed = await PutAsync("\"0\"", ShopSample.Body()).IsAsync(HttpStatusCode.OK);
        var text = await changed.Content.ReadAsStringAsync();

        Assert.Equal("\"1\"", changed.Header("ETag"));
        Assert.Equal(text, await server.Http.GetStringAsync(Address));
        var colors = JsonElement.Parse(text).GetProperty("accentColors");
        Assert.Equal("#a8412a", colors.GetProperty("light").Text("accent"));
        Assert.Equal("#22110a", colors.GetProperty("dark").Text("onAccent"));
    }

    [Fact]
    public async Task PUT_accepts_what_GET_gave_and_the_same_settings_keep_their_version()
    {
        await PutAsync("\"0\"", ShopSample.Body()).IsAsync(HttpStatusCode.OK);
        var got = await server.Http.GetStringAsync(Address);

        using var again = await PutAsync("\"1\"", Api.Json(got)).IsAsync(HttpStatusCode.OK);

        Assert.Equal((got, "\"1\""), (await again.Content.ReadAsStringAsync(), again.Header("ETag")));
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
