using System.Text;
using System.Text.Json;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.OpenApi;
namespace LiveShop.Tests.Functions.OpenApi;

[Collection(ApiCollection.Name)]
public sealed class OpenApiDocumentTests(Api api)
{
    private const string WriteIt = "LIVESHOP_WRITE_OPENAPI";

    private static string Written => Encoding.UTF8.GetString(new LiveShop.Functions.OpenApi.OpenApiDocument().Json);

    [Fact]
    public void OpenAPI_document_is_read_by_Microsoft_OpenApi_without_errors()
    {
        var read = OpenApiDocument.Parse(Written, OpenApiConstants.Json);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public void OpenAPI_document_lists_every_function_with_its_route_and_method()
    {
        var described = from path in OpenApiDocument.Parse(Written, OpenApiConstants.Json).Document!.Paths
                        from operation in path.Value.Operations!
                        select (operation.Value.OperationId, operation.Key.Method, path.Key);
        var functions = from function in HttpFunction.All
                        from method in function.Methods.Except(["head"])
                        select (function.Name, method.ToUpperInvariant(), $"/{function.Route}");

        Assert.Equal(functions.Order(), described.Order()!);
    }

    [Fact]
    public void Every_operation_declares_whether_it_needs_a_token()
    {
        var paths = JsonElement.Parse(Written).GetProperty("paths");
        foreach (var function in HttpFunction.All)
        {
            var ways = paths.GetProperty($"/{function.Route}").GetProperty(function.Methods[0]).GetProperty("security").EnumerateArray().ToList();
            var needsRole = function.Method.IsDefined(typeof(RequireRoleAttribute), inherit: false);
            var needsToken = ways.Count > 0 && ways.All(way => way.TryGetProperty("bearer", out _));
            Assert.Equal((function.Name, needsRole), (function.Name, needsToken));
        }
    }

    [Fact]
    public void Every_number_in_the_OpenAPI_document_has_the_format_of_its_type()
    {
        var document = JsonElement.Parse(Written);
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Empty(WithoutFormat(document, "$"));
        Assert.Equal("int64", FormatOf(schemas, "Money", "amount"));
        Assert.Equal("int64", FormatOf(schemas, "ProductResource", "version"));
        Assert.Equal("int32", FormatOf(schemas, "ProductResource", "stock"));
        Assert.Equal("int32", FormatOf(schemas, "AddCartItemRequest", "quantity"));
    }

    [Fact]
    public async Task OpenAPI_document_is_served_unchanged() =>
        Assert.Equal(Written, await api.Customer.GetStringAsync("/api/openapi.json"));

    [Fact]
    public void Web_schema_is_generated_from_the_current_OpenAPI_document()
    {
        var file = Path.Combine(Repository.Root, "web", "openapi.json");
        if (Environment.GetEnvironmentVariable(WriteIt) is "1")
            File.WriteAllText(file, Written);

        Assert.True(File.ReadAllText(file).TrimEnd() == Written,
            $"web/openapi.json is not the API's document any more. Run this test with {WriteIt}=1, then `npm run api` in web, and look at what changed.");
    }

    private static string? FormatOf(JsonElement schemas, string schema, string property) =>
        schemas.GetProperty(schema).GetProperty("properties").GetProperty(property).GetProperty("format").GetString();

    /// <returns>Where in the document a numeric schema stands without a format.</returns>
    private static IEnumerable<string> WithoutFormat(JsonElement node, string path) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany((item, index) => WithoutFormat(item, $"{path}[{index}]")),
        JsonValueKind.Object => (IsNumeric(node) && !node.TryGetProperty("format", out _) ? [path] : Array.Empty<string>())
            .Concat(node.EnumerateObject().SelectMany(member => WithoutFormat(member.Value, $"{path}.{member.Name}"))),
        _ => [],
    };

    private static bool IsNumeric(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind switch
    {
        JsonValueKind.Array => type.EnumerateArray().Any(one => one.GetString() is "integer" or "number"),
        JsonValueKind.String => type.GetString() is "integer" or "number",
        _ => false,
    };
}
