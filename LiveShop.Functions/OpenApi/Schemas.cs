using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using LiveShop.Core;
using LiveShop.Core.Json;
using Microsoft.AspNetCore.Mvc;

namespace LiveShop.Functions.OpenApi;

/// <summary>JSON schemas of requests and answers, by the serializer's own contracts. LiveShop's types become components.</summary>
internal sealed class Schemas
{
    // Client generators use 32 bits for an integer without a format.
    private static readonly Dictionary<Type, (string Type, string Format)> Formats = new()
    {
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
    };

    public JsonObject Components { get; } = [];

    /// <summary>A type in a request: only members with <see cref="RequiredAttribute"/> are required.</summary>
    public JsonNode ForRequest(Type type) => Export(type, RequiredInRequests);

    /// <summary>A type in an answer: all members are required that are not left out when they have their default.</summary>
    public JsonNode ForResponse(Type type) => type == typeof(ProblemDetails) ? Problem() : Export(type, RequiredInResponses);

    private JsonNode Export(Type type, Func<PropertyInfo, bool> isRequired) => type == typeof(Stream)
        ? Typed("string", format: "binary")
        : LiveShopJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Transform(context, schema, isRequired),
        });

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Func<PropertyInfo, bool> isRequired)
    {
        var type = context.TypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            return Nullable(Export(type.GetGenericArguments()[0], isRequired));
        if (type == typeof(object))
            return Typed("object");
        if (Formats.TryGetValue(System.Nullable.GetUnderlyingType(type) ?? type, out var known))
            return Typed(known.Type, IsNullable(context), known.Format);
        if (!IsComponent(type))
            return IsMarkedRequired(context) ? WithoutNull(schema) : schema;

        var name = NameOf(type);
        if (schema is JsonObject definition && !definition.ContainsKey("$ref") && !Components.ContainsKey(name))
        {
            definition["type"] = type.IsEnum ? "string" : "object";
            Require(definition, type, isRequired);
            Components[name] = definition.DeepClone();
        }

        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
        return IsNullable(context) ? Nullable(reference) : reference;
    }

    private static void Require(JsonObject definition, Type type, Func<PropertyInfo, bool> isRequired)
    {
        definition.Remove("required");
        var required = type.GetProperties()
            .Where(isRequired)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Where(name => definition["properties"] is JsonObject properties && properties.ContainsKey(name))
            .Select(name => (JsonNode)name);
        if (required.ToArray() is { Length: > 0 } names)
            definition["required"] = new JsonArray(names);
    }

    private JsonObject Problem()
    {
        Components.TryAdd("ProblemDetails", new JsonObject
        {
            ["type"] = "object",
            ["description"] = "RFC 9457. Further members depend on the type: "
                + "errors by field, current (the state that stands against it), available (pieces left), by, version and action (the later change that stands against an undo).",
            ["properties"] = new JsonObject
            {
                ["type"] = Typed("string"),
                ["title"] = Typed("string"),
                ["status"] = Typed("integer", format: "int32"),
                ["detail"] = Typed("string"),
                ["instance"] = Typed("string"),
                ["traceId"] = Typed("string"),
                ["errors"] = new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = Typed("string") },
                },
                ["current"] = Typed("object"),
                ["available"] = Typed("integer", format: "int32"),
                ["by"] = Typed("string"),
                ["version"] = Typed("integer", format: "int64"),
                ["action"] = Typed("string"),
            },
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance", "traceId"),
        });
        return new JsonObject { ["$ref"] = "#/components/schemas/ProblemDetails" };
    }

    private static bool RequiredInRequests(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredAttribute)) || property.DeclaringType?.Assembly == typeof(Optional<>).Assembly;

    private static bool RequiredInResponses(PropertyInfo property) =>
        property.DeclaringType != typeof(object)
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not
        {
            Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault,
        };

    private static bool IsComponent(Type type) =>
        (type.Namespace?.StartsWith(nameof(LiveShop), StringComparison.Ordinal) ?? false) && type != typeof(object);

    private static bool IsNullable(JsonSchemaExporterContext context) =>
        !IsMarkedRequired(context)
        && (System.Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null || context.PropertyInfo is { IsGetNullable: true });

    // Nullable in C#, so that its absence can be refused with a message; never null in a request that is accepted.
    private static bool IsMarkedRequired(JsonSchemaExporterContext context) =>
        context.PropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) ?? false;

    private static JsonNode WithoutNull(JsonNode schema)
    {
        if (schema is JsonObject definition && definition["type"] is JsonArray types)
            definition["type"] = types[0]!.DeepClone();
        return schema;
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{NameOf(type.GetGenericArguments()[0])}{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}"
        : type.Name;

    private static JsonObject Nullable(JsonNode schema)
    {
        if (schema is JsonObject definition && definition["type"] is { } type)
        {
            if (type is JsonValue)
                definition["type"] = new JsonArray(type.DeepClone(), "null");
            return definition;
        }

        return new JsonObject { ["oneOf"] = new JsonArray(schema, Typed("null")) };
    }

    private static JsonObject Typed(string type, bool nullable = false, string? format = null)
    {
        var schema = new JsonObject { ["type"] = nullable ? new JsonArray(type, "null") : type };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }
}
