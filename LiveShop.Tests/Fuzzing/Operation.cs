using System.Text.Json;
using LiveShop.Functions.OpenApi;

namespace LiveShop.Tests.Fuzzing;

/// <summary>An operation of the API's document.</summary>
internal sealed record Operation(string Id, string Method, string Path, JsonElement? BodySchema, IReadOnlyList<(string Name, JsonElement Schema)> Query, IReadOnlyList<string> Headers, bool RequiresIfMatch)
{
    private static readonly JsonElement Document = JsonElement.Parse(new OpenApiDocument().Json);

    public static IReadOnlyList<Operation> All { get; } =
    [
        .. from path in Document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Operation(
               operation.Value.GetProperty("operationId").GetString()!, operation.Name.ToUpperInvariant(), path.Name,
               operation.Value.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json)
                   ? json.GetProperty("schema") : null,
               [.. Parameters(operation.Value, "query").Select(parameter => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema")))],
               [.. Parameters(operation.Value, "header").Select(parameter => parameter.GetProperty("name").GetString()!)],
               Parameters(operation.Value, "header").Any(parameter => parameter.TryGetProperty("required", out _))),
    ];

    public static JsonElement Component(string reference) =>
        Document.GetProperty("components").GetProperty("schemas").GetProperty(reference["#/components/schemas/".Length..]);

    /// <summary>Whether the body is a file and not JSON.</summary>
    public bool AcceptsFile => Id == "UploadMedia";

    /// <summary>The kind of the ids in its path: <c>livestreams</c>, <c>products</c>, <c>carts</c> or <c>media</c>.</summary>
    public string Kind => Path.Split('/')[1] is "s" ? "livestreams" : Path.Split('/')[1];

    private static IEnumerable<JsonElement> Parameters(JsonElement operation, string place) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place)
            : [];
}
