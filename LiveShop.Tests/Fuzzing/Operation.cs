using System.Text.Json;
using LiveShop.Functions.OpenApi;

namespace LiveShop.Tests.Fuzzing;

/// <summary>An operation of the API's document.</summary>
internal sealed record Operation(string Id, string Method, string Path, JsonElement? BodySchema, IReadOnlyList<(string Name, JsonElement Schema)> Query, IReadOnlyList<string> Headers, IReadOnlyList<string> RequiredHeaders)
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
               [.. Parameters(operation.Value, "header").Where(parameter => parameter.TryGetProperty("required", out _)).Select(parameter => parameter.GetProperty("name").GetString()!)]),
    ];

    public static JsonElement Component(string reference) =>
        Document.GetProperty("components").GetProperty("schemas").GetProperty(reference["#/components/schemas/".Length..]);

    /// <summary>Whether the body is a file and not JSON.</summary>
    public bool AcceptsFile => Id == "UploadMedia";

    public bool RequiresIfMatch => RequiredHeaders.Contains("If-Match");

    public bool RequiresIdempotencyKey => RequiredHeaders.Contains("Idempotency-Key");

    /// <summary>The kind of the ids in its path: <c>livestreams</c>, <c>products</c>, <c>carts</c>, <c>orders</c> or <c>media</c>.</summary>
    public string Kind => Path.Split('/')[1] is "s" ? "livestreams" : Path.Split('/')[1];

    private static IEnumerable<JsonElement> Parameters(JsonElement operation, string place) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place)
            : [];
}
