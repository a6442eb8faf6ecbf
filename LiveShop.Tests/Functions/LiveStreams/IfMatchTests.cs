using System.Net;
using System.Text.Json;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;

namespace LiveShop.Tests.Functions.LiveStreams;

/// <summary>Writes of admins who say which version they have seen.</summary>
[Collection(ApiCollection.Name)]
public sealed class IfMatchTests(Api api)
{
    private const string Product = """{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1}""";

    /// <summary>What each function that changes something takes.</summary>
    private static readonly Dictionary<string, string?> Bodies = new()
    {
        ["EditLiveStream"] = """{"title":"Other"}""",
        ["StartLiveStream"] = null,
        ["StopLiveStream"] = null,
        ["PinProduct"] = """{"productId":"PRODUCT"}""",
        ["EditPin"] = """{"isActive":false}""",
        ["FeatureProduct"] = """{"productId":"PRODUCT"}""",
        ["HideAllPins"] = null,
        ["SetOffer"] = """{"percentOff":10,"seconds":60}""",
        ["WithdrawOffer"] = null,
        ["UndoLiveStreamChange"] = """{"version":2}""",
        ["UnpinProduct"] = null,
        ["ReorderPins"] = """{"productIds":["PRODUCT"]}""",
        ["ChangeProduct"] = Product,
        ["EditProduct"] = """{"name":"Cup"}""",
        ["EditVariant"] = """{"stockChange":1}""",
        ["DeleteProduct"] = null,
        ["ChangeShop"] = """{"name":"Shop","currency":"EUR","vatRates":[{"name":"VAT","basisPoints":0,"isDefault":true}],"shipping":{"countries":[],"flatRate":{"amount":0,"currency":"EUR"}}}""",
    };

    public static TheoryData<string> Writes => [.. Functions];

    /// <summary>Every function by which staff change what is there; those of orders have a test of their own.</summary>
    private static IEnumerable<string> Functions => HttpFunction.All
        .Where(function => function.Method.IsDefined(typeof(RequireRoleAttribute), inherit: false) && !function.Methods.Contains("get"))
        .Where(function => !function.Route.StartsWith("orders/", StringComparison.Ordinal))
        .Select(function => function.Name).Except(["CreateLiveStream", "CreateProduct", "ReplaceProducts", "UploadMedia"]);

    [Fact]
    public void All_writes_of_admins_are_known_here() => Assert.Equal(Bodies.Keys.Order(), Functions.Order());

    [Theory, MemberData(nameof(Writes))]
    public async Task Every_write_with_an_older_If_Match_is_412_with_the_current_state(string name)
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);
        var function = HttpFunction.All.Single(function => function.Name == name);
        var isProduct = function.Route.StartsWith("products", StringComparison.Ordinal);
        var current = await CurrentAsync();

        foreach (var seen in new[] { "\"99\"", $"W/\"{current.Version()}\"", "\"abc\"", "\"\"", "\"99-admin\"", "\"3-\"", "\"-admin\"", "\"98\", \"99\"", $"\"99\",W/\"{current.Version()}\"" })
        {
            var problem = await WriteAsync(seen).IsProblemAsync(412, "version-mismatch");
            Assert.Equal(current.GetRawText(), problem.GetProperty("current").GetRawText());
        }

        foreach (var nonsense in new[] { "3", "\"3\", 4", "*, \"3\"", "" })
            await WriteAsync(nonsense).IsInvalidAsync("If-Match");
        Assert.Equal(current.GetRawText(), (await CurrentAsync()).GetRawText());

        if (name == "DeleteProduct")
            await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}").JsonAsync();
        using var written = await WriteAsync("*");
        Assert.True(written.IsSuccessStatusCode, $"{name} answered {(int)written.StatusCode}.");

        Task<JsonElement> CurrentAsync() => api.Admin.GetAsync(function.Route.Split('/')[0] switch
        {
            "products" => $"/api/products/{pinned[0]}",
            "shop" => "/api/shop",
            _ => $"/api/livestreams/{id}",
        }).JsonAsync();

        Task<HttpResponseMessage> WriteAsync(string ifMatch) => api.Admin.SendAsync(
            new HttpMethod(function.Methods[0].ToUpperInvariant()),
            $"/api/{function.Route.Replace("{id}", isProduct ? pinned[0] : id, StringComparison.Ordinal).Replace("{productId}", pinned[0], StringComparison.Ordinal).Replace("{variantId}", "default", StringComparison.Ordinal)}",
            ("If-Match", ifMatch),
            Bodies[name]?.Replace("PRODUCT", pinned[0], StringComparison.Ordinal).Replace("CURRENT", current.GetRawText(), StringComparison.Ordinal)
                is { } body ? Api.Json(body) : null);
    }

    [Theory]
    [InlineData("\"1\""), InlineData("\"1-admin\""), InlineData("\"7\", \"1\""), InlineData("\"1\",\"abc\""), InlineData("W/\"1\", \"1-admin\"")]
    public async Task Write_whose_If_Match_names_the_current_version_is_accepted(string ifMatch)
    {
        var (id, _) = await api.StreamAsync();

        using var answer = await api.Admin.SendAsync(HttpMethod.Post, $"/api/livestreams/{id}/start", ("If-Match", ifMatch)).IsAsync(HttpStatusCode.OK);

        Assert.Equal("\"2-admin\"", answer.Header("ETag"));
    }
}
