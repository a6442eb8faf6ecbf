using System.Text.Json;
using System.Text.Json.Nodes;
using LiveShop.Core.Json;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.OpenApi;

/// <summary>The API as an OpenAPI 3.1 document, made from the functions' own attributes and types.</summary>
public sealed class OpenApiDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const int BrotliQuality = 11;

    private readonly CompressibleBytes bytes = new(JsonSerializer.SerializeToUtf8Bytes(Describe(HttpFunction.All), Indented), BrotliQuality);

    /// <summary>The document in UTF-8.</summary>
    public byte[] Json => bytes.Plain;

    public IResult For(HttpRequest request) => bytes.For(request, LiveShopJson.ContentType);

    private static JsonObject Describe(IEnumerable<HttpFunction> functions)
    {
        var schemas = new Schemas();
        var operations = new Operations(schemas);
        var paths = new JsonObject();
        foreach (var route in functions.GroupBy(function => function.Route).OrderBy(route => route.Key, StringComparer.Ordinal))
        {
            var path = new JsonObject();
            foreach (var function in route)
            {
                foreach (var method in function.Methods.Where(method => method != HttpFunction.Head))
                    path[method] = operations.Describe(function);
            }

            paths[$"/{route.Key}"] = path;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "LiveShop",
                ["version"] = "1",
                ["description"] = "Products pinned to live streams, and their sale. Errors are problem details (RFC 9457). "
                    + "Times are UTC; amounts are in the currency's minor units (ISO 4217). "
                    + "Every GET answers HEAD too, without the body.",
                ["license"] = new JsonObject { ["name"] = "MIT License", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["tags"] = new JsonArray(
                Tag("carts", "Carts of customers, who need no account"),
                Tag("health", "Whether the shop can serve"),
                Tag("livestreams", "Streams and the products pinned to them"),
                Tag("media", "Uploaded pictures"),
                Tag("openapi.json", "The description of this API"),
                Tag("orders", "Orders"),
                Tag("orders.csv", "Orders for a spreadsheet"),
                Tag("payments", "What payment providers say"),
                Tag("products", "The catalog"),
                Tag("s", "Links to share"),
                Tag("shop", "The shop's settings"),
                Tag("stock-check", "Whether every piece is accounted for")),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                    ["orderKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = OrderKey.Header },
                },
            },
        };
    }

    private static JsonObject Tag(string name, string description) => new() { ["name"] = name, ["description"] = description };
}
