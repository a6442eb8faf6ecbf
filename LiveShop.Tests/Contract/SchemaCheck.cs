using System.Globalization;
using System.Text.Json;

namespace LiveShop.Tests.Contract;

/// <summary>
/// Checks JSON against the schemas of the API's document: by the keywords that it uses and no others, so that a keyword
/// nobody checks here cannot slip in.
/// </summary>
/// <param name="components">The document's <c>components/schemas</c>.</param>
/// <param name="closed">Whether a property that the schema does not name is an error: what we send is described as a whole.</param>
internal sealed class SchemaCheck(JsonElement components, bool closed)
{
    private const string ReferencePrefix = "#/components/schemas/";

    /// <returns>What is wrong, each with its place; nothing when the value is valid.</returns>
    public IEnumerable<string> Errors(JsonElement schema, JsonElement value, string path = "$") =>
        schema.ValueKind == JsonValueKind.True ? [] : schema.EnumerateObject().SelectMany(keyword => Errors(keyword, schema, value, path));

    private IEnumerable<string> Errors(JsonProperty keyword, JsonElement schema, JsonElement value, string path) => keyword.Name switch
    {
        "description" => [],
        "$ref" => Errors(Resolve(keyword.Value.GetString()!), value, path),
        "oneOf" => OneOf(keyword.Value, value, path),
        "type" => Type(keyword.Value, value, path),
        "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? [] : [$"{path}: {value} is not one of {keyword.Value}"],
        "format" => Format(keyword.Value.GetString()!, value, path),
        "required" => Required(keyword.Value, value, path),
        "properties" => Properties(keyword.Value, schema, value, path),
        "additionalProperties" => AdditionalProperties(keyword.Value, schema, value, path),
        "items" => Items(keyword.Value, value, path),
        var other => [$"{path}: the schema uses '{other}', which this check does not know"],
    };

    private JsonElement Resolve(string reference) => components.GetProperty(reference[ReferencePrefix.Length..]);

    private IEnumerable<string> OneOf(JsonElement schemas, JsonElement value, string path)
    {
        var errors = schemas.EnumerateArray().Select(schema => Errors(schema, value, path).ToList()).ToList();
        return errors.Count(found => found.Count == 0) switch
        {
            0 => errors.SelectMany(found => found),
            1 => [],
            _ => [$"{path}: {value} is valid by more than one of {schemas}"],
        };
    }

    private static IEnumerable<string> Type(JsonElement types, JsonElement value, string path)
    {
        IEnumerable<JsonElement> allowed = types.ValueKind == JsonValueKind.Array ? types.EnumerateArray() : [types];
        return allowed.Any(type => IsOf(type.GetString()!, value)) ? [] : [$"{path}: {value.ValueKind} is not {types}"];
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        _ => false,
    };

    private static IEnumerable<string> Format(string format, JsonElement value, string path) => format switch
    {
        "date-time" => IsDateTime(value) ? [] : [$"{path}: {value} is no date-time"],
        "int32" => IsWithin(int.MinValue, int.MaxValue, value) ? [] : [$"{path}: {value} does not fit into int32"],
        "int64" => IsWithin(long.MinValue, long.MaxValue, value) ? [] : [$"{path}: {value} does not fit into int64"],
        _ => [$"{path}: the schema uses the format '{format}', which this check does not know"],
    };

    private static bool IsDateTime(JsonElement value) =>
        value.ValueKind != JsonValueKind.String
        || (value.GetString()!.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _));

    private static bool IsWithin(long min, long max, JsonElement value) =>
        value.ValueKind != JsonValueKind.Number || (value.TryGetDecimal(out var number) && number >= min && number <= max);

    private static IEnumerable<string> Required(JsonElement names, JsonElement value, string path) =>
        from name in names.EnumerateArray()
        where value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _)
        select $"{path}: {name} is missing";

    private IEnumerable<string> Properties(JsonElement properties, JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;

        foreach (var property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out var itsSchema))
            {
                foreach (var error in Errors(itsSchema, property.Value, $"{path}.{property.Name}"))
                    yield return error;
            }
            else if (closed && !schema.TryGetProperty("additionalProperties", out _))
            {
                yield return $"{path}: {property.Name} is not in the document";
            }
        }
    }

    private IEnumerable<string> AdditionalProperties(JsonElement itsSchema, JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        return from property in value.EnumerateObject()
               where !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(property.Name, out _)
               from error in Errors(itsSchema, property.Value, $"{path}.{property.Name}")
               select error;
    }

    private IEnumerable<string> Items(JsonElement itemSchema, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().SelectMany((item, place) => Errors(itemSchema, item, $"{path}[{place}]"))
            : [];
}
