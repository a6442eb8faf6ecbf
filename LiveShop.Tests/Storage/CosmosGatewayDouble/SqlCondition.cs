using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>One condition of a query; a missing property fulfils none.</summary>
internal sealed partial record SqlCondition(string Path, Func<JsonElement, bool> Test)
{
    public static SqlCondition Parse(string text, Dictionary<string, JsonElement> parameters)
    {
        JsonElement Value(string operand) => operand.StartsWith('@')
            ? parameters[operand]
            : JsonSerializer.SerializeToElement(operand.Trim('\''));

        if (text is "true" or "(true)")
            return new("c", _ => true);

        if (Comparison().Match(text) is { Success: true } comparison)
        {
            var operand = Value(comparison.Groups["operand"].Value);
            return new(comparison.Groups["path"].Value, comparison.Groups["operator"].Value switch
            {
                "=" => value => JsonElement.DeepEquals(value, operand),
                ">" => value => value.ValueKind == operand.ValueKind && SortValue.Of(value).CompareTo(SortValue.Of(operand)) > 0,
                _ => value => value.ValueKind == operand.ValueKind && SortValue.Of(value).CompareTo(SortValue.Of(operand)) < 0,
            });
        }

        if (Function().Match(text) is { Success: true } function)
        {
            var operand = Value(function.Groups["operand"].Value).GetString()!;
            return function.Groups["name"].Value == "CONTAINS"
                ? new(function.Groups["path"].Value, value => value.GetString()!.Contains(operand, StringComparison.Ordinal))
                : new(function.Groups["path"].Value, value => value.GetString()!.StartsWith(operand, StringComparison.Ordinal));
        }

        if (ArrayContains().Match(text) is { Success: true } contains)
        {
            var (property, operand) = (contains.Groups["property"].Value, Value(contains.Groups["operand"].Value));
            return new(contains.Groups["path"].Value, value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(
                item => item.TryGetProperty(property, out var found) && JsonElement.DeepEquals(found, operand)));
        }

        if (ListContains().Match(text) is { Success: true } listed)
        {
            var operands = Value(listed.Groups["operand"].Value).EnumerateArray().ToList();
            return new(listed.Groups["path"].Value, value => operands.Exists(operand => JsonElement.DeepEquals(value, operand)));
        }

        if (IsNull().Match(text) is { Success: true } isNull)
            return new(isNull.Groups["path"].Value, value => value.ValueKind == JsonValueKind.Null);

        if (IsIn().Match(text) is { Success: true } isIn)
        {
            var operands = isIn.Groups["operands"].Value.Split(',').Select(operand => Value(operand.Trim())).ToList();
            return new(isIn.Groups["path"].Value, value => operands.Exists(operand => JsonElement.DeepEquals(value, operand)));
        }

        throw new NotSupportedException($"The test double does not know this condition: {text}");
    }

    /// <summary>The client's own form of reading many documents by id and partition key; null when the text is another condition.</summary>
    public static SqlCondition? FindManyByKey(string text, Dictionary<string, JsonElement> parameters)
    {
        var keys = IdAndKey().Matches(text).Select(match => (
            Id: parameters[match.Groups["id"].Value], Property: match.Groups["property"].Value, Key: parameters[match.Groups["key"].Value])).ToList();
        return keys.Count == 0 ? null : new("c", document => keys.Exists(wanted =>
            JsonElement.DeepEquals(document.GetProperty("id"), wanted.Id)
            && document.TryGetProperty(wanted.Property, out var key) && JsonElement.DeepEquals(key, wanted.Key)));
    }

    public bool Holds(SqlRow row) => row.Find(Path) is { } value && Test(value);

    [GeneratedRegex(@"^(?<path>\w+(\.\w+)+) (?<operator>[=><]) (?<operand>@\w+)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^(?<name>CONTAINS|STARTSWITH)\((?<path>\w+(\.\w+)+), (?<operand>@\w+|'[^']*')\)$")]
    private static partial Regex Function();

    [GeneratedRegex(@"^ARRAY_CONTAINS\((?<path>\w+(\.\w+)+), \{""(?<property>\w+)"": (?<operand>@\w+)\}, true\)$")]
    private static partial Regex ArrayContains();

    [GeneratedRegex(@"^ARRAY_CONTAINS\((?<operand>@\w+), (?<path>\w+(\.\w+)+)\)$")]
    private static partial Regex ListContains();

    [GeneratedRegex(@"\( c\.id = (?<id>@\w+) AND c\[""(?<property>\w+)""\] = (?<key>@\w+) \)")]
    private static partial Regex IdAndKey();

    [GeneratedRegex(@"^IS_NULL\((?<path>\w+(\.\w+)+)\)$")]
    private static partial Regex IsNull();

    [GeneratedRegex(@"^(?<path>\w+(\.\w+)+) IN \( (?<operands>.+) \)$")]
    private static partial Regex IsIn();
}
