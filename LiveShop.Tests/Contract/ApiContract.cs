using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveShop.Functions.OpenApi;

namespace LiveShop.Tests.Contract;

/// <summary>The API's document as a rule: tells what of a request and its answer is not as it says.</summary>
internal sealed partial class ApiContract
{
    private const string Prefix = "/api";

    /// <summary>SignalR's clients add it to any address that they negotiate at.</summary>
    private const string OfSignalRClients = "negotiateVersion";

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

    /// <returns>What differs from the document; nothing when all is as it says.</returns>
    public IEnumerable<string> Differences(HttpRequestMessage request, byte[] sent, HttpResponseMessage answer, byte[] body)
    {
        if (Operation(request) is not { } operation)
            return (int)answer.StatusCode is 404 or 405 ? [] : ["it is not in the document, and yet it was answered"];

        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        return operation.GetProperty("responses").TryGetProperty(status, out var described)
            ? [.. InAnswer(described, answer.Content.Headers.ContentType, body), .. answer.IsSuccessStatusCode ? InRequest(operation, request, sent) : []]
            : [$"the document does not list {status}"];
    }

    private JsonElement? Operation(HttpRequestMessage request)
    {
        var route = request.RequestUri!.AbsolutePath[Prefix.Length..];
        return paths.Where(path => path.Path.IsMatch(route))
            .Select(path => path.Operations.TryGetProperty(request.Method.Method.ToLowerInvariant(), out var operation) ? operation : (JsonElement?)null)
            .FirstOrDefault(operation => operation is not null);
    }

    private IEnumerable<string> InAnswer(JsonElement described, MediaTypeHeaderValue? type, byte[] body)
    {
        if (!described.TryGetProperty("content", out var content))
            return body.Length == 0 ? [] : ["the document describes no body"];
        if (type?.MediaType is not { } mediaType || !content.TryGetProperty(mediaType, out var media))
            return [$"the document does not list the content type '{type}'"];
        return answers.Errors(media.GetProperty("schema"), JsonElement.Parse(body));
    }

    private IEnumerable<string> InRequest(JsonElement operation, HttpRequestMessage request, byte[] sent)
    {
        var documented = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];
        var errors = QueryName().Matches(request.RequestUri!.Query).Select(name => name.Groups[1].Value).Except([.. documented, OfSignalRClients])
            .Select(name => $"the document does not list the query parameter '{name}'");
        return operation.TryGetProperty("requestBody", out var body)
            ? errors.Concat(requests.Errors(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"), JsonElement.Parse(sent)))
            : errors;
    }

    private static Regex PathOf(string path) => new($"^{RouteParameter().Replace(Regex.Escape(path).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+")}$");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex("[?&]([^=&]+)")]
    private static partial Regex QueryName();
}
