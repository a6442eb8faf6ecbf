using System.Net.Http.Headers;
using System.Reflection;
using LiveShop.Core;
using LiveShop.Core.Media;
using LiveShop.Functions.Http;
using LiveShop.Tests.Media;

namespace LiveShop.Tests.Functions.Http;

/// <summary>A proper request to any function. Nothing that it names need be there.</summary>
internal static class Requests
{
    private const string Product = """{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1}""";

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["CreateLiveStreamRequest"] = """{"title":"Show"}""",
        ["EditLiveStreamRequest"] = """{"title":"Other"}""",
        ["PinProductRequest"] = """{"productId":"nothing"}""",
        ["EditPinRequest"] = """{"isActive":true}""",
        ["SetOfferRequest"] = """{"percentOff":10,"seconds":60}""",
        ["UndoRequest"] = """{"version":1}""",
        ["FeatureProductRequest"] = """{"productId":"nothing"}""",
        ["ReorderPinsRequest"] = """{"productIds":[]}""",
        ["CreateProductRequest"] = Product,
        ["ChangeProductRequest"] = Product,
        ["ChangeShopRequest"] = """{"name":"Shop","currency":"EUR","vatRates":[{"name":"VAT","basisPoints":0,"isDefault":true}],"shipping":{"countries":[],"flatRate":{"amount":0,"currency":"EUR"}}}""",
        ["EditProductRequest"] = """{"name":"Cup"}""",
        ["EditVariantRequest"] = """{"stockChange":1}""",
        ["ReplaceProductsRequest"] = $$"""{"products":[{{Product}}]}""",
        ["CheckoutCartRequest"] = """{"expectedTotal":{"amount":1,"currency":"EUR"},"contact":{"name":"Eve","email":"eve@example.com"},"address":{"line1":"Way 1","city":"Bern","country":"CH"}}""",
        ["AddCartItemRequest"] = """{"productId":"nothing"}""",
        ["SetQuantityRequest"] = """{"quantity":1}""",
        ["JoinStreamRequest"] = """{"connectionId":"nothing"}""",
    };

    public static HttpRequestMessage To(HttpFunction function, string id = "nowhere")
    {
        var request = new HttpRequestMessage(new HttpMethod(function.Methods[0].ToUpperInvariant()), AddressOf(function.Route, id))
        {
            Content = ContentOf(function),
        };
        if (function.Method.GetCustomAttribute<IfMatchAttribute>() is { Required: true })
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        if (function.Method.GetCustomAttribute<IdempotentAttribute>() is { Required: true })
            request.Headers.Add(IdempotencyKey.Header, $"{Guid.NewGuid()}");
        return request;
    }

    public static string AddressOf(string route, string id) =>
        $"/api/{route.Replace("{id}", id, StringComparison.Ordinal).Replace("{productId}", "nothing", StringComparison.Ordinal)
            .Replace("{itemId}", "nothing", StringComparison.Ordinal).Replace("{variantId}", "nothing", StringComparison.Ordinal)
            .Replace("{page}", "imprint", StringComparison.Ordinal).Replace("{provider}", "nobody", StringComparison.Ordinal)
            .Replace("{name}", MediaName.IsValid(id) ? id : Pictures.UnknownName, StringComparison.Ordinal)}";

    private static HttpContent? ContentOf(HttpFunction function) =>
        function.Method.IsDefined(typeof(AcceptsFileAttribute)) ? new ByteArrayContent(Pictures.Png())
        : function.BodyType is { } body ? Api.Json(Bodies[body.Name]) : null;
}
