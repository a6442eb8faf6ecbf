using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
namespace LiveShop.Functions.OpenApi;

/// <summary>Describes one function as an OpenAPI operation.</summary>
internal sealed partial class Operations(Schemas schemas)
{
    private const string Json = "application/json";

    private static readonly int[] OfEveryFunction = [StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];
    private static readonly int[] OfAdminFunctions = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];

    private static readonly int[] OfLimitedFunctions = [StatusCodes.Status429TooManyRequests];

    private static readonly int[] OfFunctionsWithABody =
        [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];

    public JsonObject Describe(HttpFunction function)
    {
        var method = function.Method;
        var access = method.GetCustomAttribute<AccessAttribute>();
        var operation = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(function.Route.Split('/')[0]),
            ["summary"] = method.GetCustomAttribute<EndpointSummaryAttribute>()?.Summary,
        };
        if (Parameters(function) is { Count: > 0 } parameters)
            operation["parameters"] = parameters;
        if (method.GetCustomAttribute<AcceptsAttribute>() is { } accepts)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Json, schemas.ForRequest(accepts.Type)) };
        operation["responses"] = Responses(method, access);
        if (Security(access) is { } security)
            operation["security"] = security;
        return operation;
    }

    private JsonArray Parameters(HttpFunction function)
    {
        var parameters = new JsonArray();
        foreach (Match parameter in RouteParameter().Matches(function.Route))
            parameters.Add(Parameter("path", parameter.Groups[1].Value, null, typeof(string)));
        foreach (var query in function.Method.GetCustomAttributes<QueryAttribute>())
            parameters.Add(Parameter("query", query.Name, query.Description, query.Type));
        foreach (var header in function.Method.GetCustomAttributes<RequestHeaderAttribute>())
            parameters.Add(Parameter("header", header.Name, header.Description, typeof(string)));
        return parameters;
    }

    private JsonObject Parameter(string place, string name, string? description, Type type)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (place == "path")
            parameter["required"] = true;
        if (description is not null)
            parameter["description"] = description;
        parameter["schema"] = schemas.ForRequest(type);
        return parameter;
    }

    private JsonObject Responses(MethodInfo method, AccessAttribute? access)
    {
        var answers = method.GetCustomAttributes<AnswersAttribute>().ToDictionary(answer => answer.Status, Answer);
        foreach (var status in Refusals(method, access))
            answers.TryAdd(status, Response(status, Content("application/problem+json", schemas.ForResponse(typeof(ProblemDetails)))));
        return new JsonObject(answers.OrderBy(answer => answer.Key).Select(answer => KeyValuePair.Create(answer.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)answer.Value)));
    }

    private JsonObject Answer(AnswersAttribute answer) =>
        Response(answer.Status, answer.Type is { } type ? Content(Json, schemas.ForResponse(type)) : null);

    private static IEnumerable<int> Refusals(MethodInfo method, AccessAttribute? access) =>
    [
        .. OfEveryFunction,
        .. access is AdminOnlyAttribute ? OfAdminFunctions : [],
        .. method.IsDefined(typeof(AcceptsAttribute)) ? OfFunctionsWithABody : [],
        .. method.IsDefined(typeof(EnableRateLimitingAttribute)) ? OfLimitedFunctions : [],
        .. method.GetCustomAttribute<RefusesAttribute>()?.Statuses ?? [],
    ];

    private static JsonArray? Security(AccessAttribute? access) => access switch
    {
        AdminOnlyAttribute => new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
        PublicAttribute { AdminsSeeMore: true } => new JsonArray(new JsonObject(), new JsonObject { ["bearer"] = new JsonArray() }),
        _ => null,
    };

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
