using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
namespace LiveShop.Functions.OpenApi;

/// <summary>Describes one function as an OpenAPI operation.</summary>
internal sealed partial class Operations(Schemas schemas)
{
    private const string Json = "application/json";

    private static readonly int[] ProblemsOfEveryFunction =
        [StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    public JsonObject Describe(HttpFunction function)
    {
        var method = function.Method;
        var operation = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(function.Route.Split('/')[0]),
            ["summary"] = method.GetCustomAttribute<EndpointSummaryAttribute>()?.Summary,
        };
        if (Parameters(function) is { Count: > 0 } parameters)
            operation["parameters"] = parameters;
        if (function.BodyType is { } body)
            operation["requestBody"] = RequestBody(Content(Json, schemas.ForRequest(body)));
        if (method.GetCustomAttribute<AcceptsFileAttribute>() is { } file)
            operation["requestBody"] = RequestBody(Files(file.ContentTypes));
        operation["responses"] = Responses(method);
        if (Security(method.GetCustomAttribute<AccessAttribute>()) is { } security)
            operation["security"] = security;
        return operation;
    }

    private static JsonObject RequestBody(JsonObject content) => new() { ["required"] = true, ["content"] = content };

    private JsonObject Files(IEnumerable<string> contentTypes) => new(contentTypes.Select(type =>
        KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = schemas.ForRequest(typeof(Stream)) })));

    private JsonArray Parameters(HttpFunction function)
    {
        var parameters = new JsonArray();
        foreach (Match parameter in RouteParameter().Matches(function.Route))
            parameters.Add(Parameter("path", parameter.Groups[1].Value, null, typeof(string)));
        foreach (var query in Queries(function.Method))
            parameters.Add(Parameter("query", query.Name, query.Description, query.Type));
        foreach (var header in function.Method.GetCustomAttributes<RequestHeaderAttribute>())
            parameters.Add(Parameter("header", header.Name, header.Description, typeof(string), header.IsRequired));
        return parameters;
    }

    private static IEnumerable<QueryAttribute> Queries(MethodInfo method) =>
        method.GetCustomAttributes<QueryAttribute>().Concat(method.IsDefined(typeof(PagedAttribute)) ? PagedAttribute.Parameters : []);

    private JsonObject Parameter(string place, string name, string? description, Type type, bool isRequired = false)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (place == "path" || isRequired)
            parameter["required"] = true;
        if (description is not null)
            parameter["description"] = description;
        parameter["schema"] = schemas.ForRequest(type);
        return parameter;
    }

    private JsonObject Responses(MethodInfo method)
    {
        var responses = new SortedDictionary<int, JsonObject>();
        foreach (var success in method.GetCustomAttributes<ProducesResponseTypeAttribute>())
            responses[success.StatusCode] = Success(success);
        foreach (var status in ProblemStatuses(method))
            responses.TryAdd(status, Response(status, Content("application/problem+json", schemas.ForResponse(typeof(ProblemDetails)))));
        return new JsonObject(responses.Select(response =>
            KeyValuePair.Create(response.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)response.Value)));
    }

    private JsonObject Success(ProducesResponseTypeAttribute success) => Response(
        success.StatusCode, success.Type == typeof(void) ? null : Content(ContentTypeOf(success), schemas.ForResponse(success.Type)));

    private static string ContentTypeOf(ProducesResponseTypeAttribute success)
    {
        var types = new MediaTypeCollection();
        ((IApiResponseMetadataProvider)success).SetContentTypes(types);
        return types.FirstOrDefault() ?? Json;
    }

    private static IEnumerable<int> ProblemStatuses(MethodInfo method) =>
    [
        .. ProblemsOfEveryFunction,
        .. method.GetCustomAttributes().OfType<IProducesProblems>().SelectMany(attribute => attribute.ProblemStatuses),
        .. method.IsDefined(typeof(EnableRateLimitingAttribute)) ? [StatusCodes.Status429TooManyRequests] : Array.Empty<int>(),
    ];

    private static JsonArray? Security(AccessAttribute? access) => access switch
    {
        RequireRoleAttribute { Roles: var roles } => new JsonArray([.. roles.Select(Bearer)]),
        RequireOrderKeyOrRoleAttribute { Roles: var roles } =>
            new JsonArray([new JsonObject { ["orderKey"] = new JsonArray() }, .. roles.Select(Bearer)]),
        PublicAttribute { StaffSeeMore: true } => new JsonArray([new JsonObject(), .. Roles.Staff.Select(Bearer)]),
        PublicAttribute => [],
        _ => null,
    };

    // The list names the role (https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object).
    private static JsonObject Bearer(string role) => new() { ["bearer"] = new JsonArray(role) };

    private static JsonObject Response(int status, JsonObject? content)
    {
        var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
        if (content is not null)
            response["content"] = content;
        return response;
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameter();
}
