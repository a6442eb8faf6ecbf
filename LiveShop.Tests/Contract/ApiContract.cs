using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveShop.Core.Media;
using LiveShop.Functions.OpenApi;

namespace LiveShop.Tests.Contract;

/// <summary>The API's document as a rule: tells what of a request and its answer is not as it says.</summary>
internal sealed partial class ApiContract
{
    private const string Prefix = "/api";
    private const string Html = "text/html";

    /// <summary>SignalR's clients add it to any address that they negotiate at.</summary>
    private const string OfSignalRClients = "negotiateVersion";

    private static readonly JsonElement Problem = JsonElement.Parse("""{"$ref":"#/components/schemas/ProblemDetails"}""");

    private readonly List<(Regex Path, JsonElement Operations)> paths;
    private readonly SchemaCheck requests;
    private readonly SchemaCheck answers;

    private ApiContract(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas");
        (requests, answers) = (new(schemas, closed: false), new(schemas, closed: true));
        // A path without a parameter comes first: it is the one that serves what both could.
        paths = document.GetProperty("paths").EnumerateObject()
            .OrderBy(path => path.Name.Count(c => c == '{'))
            .Select(path => (PathOf(path.Name), path.Value)).ToList();
    }

    public static ApiContract Current { get; } = new(JsonElement.Parse(new OpenApiDocument().Json));

    public static bool Covers(Uri address) => address.AbsolutePath.StartsWith(Prefix + "/", StringComparison.Ordinal);

    /// <summary>Whether an answer is a page for people and not JSON.</summary>
    public static bool IsSharePage(string path, string? mediaType) =>
        mediaType == Html && path.StartsWith($"{Prefix}/s/", StringComparison.Ordinal);

    /// <returns>What differs from the document; nothing when all is as it says.</returns>
    public IEnumerable<string> Differences(HttpRequestMessage request, byte[] sent, HttpResponseMessage answer, byte[] body)
    {
        var address = request.RequestUri!;
        var differences = Differences(request.Method.Method, address.AbsolutePath, sent, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body);
        return answer.IsSuccessStatusCode && Operation(request.Method.Method, address.AbsolutePath) is { } operation
            ? differences.Concat(InQuery(operation, address.Query))
            : differences;
    }

    /// <inheritdoc cref="Differences(HttpRequestMessage, byte[], HttpResponseMessage, byte[])" />
    /// <param name="sent">Null for a request that is not compared.</param>
    public IEnumerable<string> Differences(string method, string path, byte[]? sent, int status, string? mediaType, byte[] body)
    {
        // The document says once for all GETs that they answer HEAD too.
        if (method == "HEAD")
            return body.Length == 0 ? [] : ["HEAD was answered with a body"];
        if (Operation(method, path) is not { } operation)
            return status is 404 or 405 ? [] : ["it is not in the document, and yet it was answered"];

        return operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var described)
            ? [.. InAnswer(described, mediaType, body), .. sent is not null && status is >= 200 and < 300 ? InRequest(operation, sent) : []]
            : [$"the document does not list {status}"];
    }

    /// <returns>What of an error is not as all errors are.</returns>
    public IEnumerable<string> DifferencesOfProblem(string? mediaType, byte[] body) =>
        mediaType == "application/problem+json" ? answers.Errors(Problem, JsonElement.Parse(body)) : [$"an error has the content type '{mediaType}'"];

    private JsonElement? Operation(string method, string path)
    {
        var route = path[Prefix.Length..];
        return paths.Where(described => described.Path.IsMatch(route))
            .Select(described => described.Operations.TryGetProperty(method.ToLowerInvariant(), out var operation) ? operation : (JsonElement?)null)
            .FirstOrDefault(operation => operation is not null);
    }

    private IEnumerable<string> InAnswer(JsonElement described, string? mediaType, byte[] body)
    {
        if (!described.TryGetProperty("content", out var content))
            return body.Length == 0 ? [] : ["the document describes no body"];
        if (mediaType is null || !content.TryGetProperty(mediaType, out var media))
            return [$"the document does not list the content type '{mediaType}'"];
        if (mediaType == Html)
            return body.AsSpan().StartsWith("<!doctype html>"u8) ? [] : ["the page does not begin as HTML does"];
        if (mediaType == "text/csv")
            return body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? [] : ["the table does not begin with a byte order mark"];
        if (mediaType == MediaName.ContentType)
            return body is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] ? [] : ["the picture does not begin as WebP does"];
        return answers.Errors(media.GetProperty("schema"), JsonElement.Parse(body));
    }

    private IEnumerable<string> InRequest(JsonElement operation, byte[] sent) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? requests.Errors(json.GetProperty("schema"), Parse(sent))
            : [];

    /// <summary>The JSON of a request's body, which may have a byte order mark before it.</summary>
    public static JsonElement Parse(byte[] sent) =>
        JsonElement.Parse(sent.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? sent.AsSpan(Encoding.UTF8.Preamble.Length) : sent);

    private static IEnumerable<string> InQuery(JsonElement operation, string query)
    {
        var documented = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];
        return QueryName().Matches(query).Select(name => name.Groups[1].Value).Except([.. documented, OfSignalRClients])
            .Select(name => $"the document does not list the query parameter '{name}'");
    }

    private static Regex PathOf(string path) =>
        new($"^{RouteParameter().Replace(Regex.Escape(path).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+")}$");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex("[?&]([^=&]+)")]
    private static partial Regex QueryName();
}
