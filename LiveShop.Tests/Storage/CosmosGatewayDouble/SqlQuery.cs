using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>
/// Runs the few forms of query that LiveShop and the client's own change feed processor send:
/// <c>SELECT * | VALUE path FROM c [JOIN alias IN path] [WHERE condition AND ...] [ORDER BY path]</c>. Anything else is refused.
/// A sorted query over several ranges comes back in the form that its plan asked for: each row with the value that it sorts by.
/// </summary>
internal sealed partial class SqlQuery
{
    private const string SortedRows = "SORTED ";
    private readonly string? selected;
    private readonly (string Alias, string Path)? join;
    private readonly IReadOnlyList<SqlCondition> conditions;

    public SqlQuery(JsonElement query)
    {
        var text = Blanks().Replace(query.GetProperty("query").GetString()!, " ").Trim();
        IsForMerging = text.StartsWith(SortedRows, StringComparison.Ordinal);
        Text = IsForMerging ? text[SortedRows.Length..] : text;
        var match = Form().Match(Text);
        if (!match.Success)
            throw new NotSupportedException($"The test double does not know this query: {text}");

        var parameters = query.TryGetProperty("parameters", out var given)
            ? given.EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("value"))
            : [];
        selected = match.Groups["value"].Success ? match.Groups["value"].Value : null;
        join = match.Groups["alias"].Success ? (match.Groups["alias"].Value, match.Groups["in"].Value) : null;
        conditions = SqlCondition.FindManyByKey(match.Groups["where"].Value, parameters) is { } byKey ? [byKey]
            : match.Groups["where"].Success
            ? [.. match.Groups["where"].Value.Split(" AND ").Select(condition => SqlCondition.Parse(condition.Trim(), parameters))]
            : [];
        OrderBy = match.Groups["order"].Success ? match.Groups["order"].Value : null;
    }

    public string? OrderBy { get; }

    /// <summary>The query on one line.</summary>
    public string Text { get; }

    /// <summary>Whether the client merges the sorted rows of several ranges.</summary>
    public bool IsForMerging { get; }

    /// <summary>The form that the client sends to every range, after it has put a condition in the place of the filter.</summary>
    public string Rewritten => SortedRows + Text.Replace($" ORDER BY {OrderBy}", $" AND {{documentdb-formattableorderbyquery-filter}} ORDER BY {OrderBy}", StringComparison.Ordinal);

    /// <summary>The rows that a document adds to the result: nothing, itself, or a value, once for each joined item that matches.</summary>
    public IEnumerable<JsonElement> Run(JsonElement document)
    {
        foreach (var row in Rows(document))
        {
            if (!conditions.All(condition => condition.Holds(row)))
                continue;
            if (selected is null)
                yield return document;
            else if (row.Find(selected) is { } value)
                yield return value;
        }
    }

    private IEnumerable<SqlRow> Rows(JsonElement document)
    {
        var row = new SqlRow(new() { ["c"] = document });
        if (join is not { } joined)
            return [row];
        return row.Find(joined.Path) is { ValueKind: JsonValueKind.Array } items
            ? items.EnumerateArray().Select(item => new SqlRow(new() { ["c"] = document, [joined.Alias] = item }))
            : [];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^SELECT (\*|VALUE (?<value>\S+)) FROM c( JOIN (?<alias>\w+) IN (?<in>\S+))?( WHERE (?<where>.+?))?( ORDER BY (?<order>\S+))?$")]
    private static partial Regex Form();
}

/// <summary>The names that a condition may speak of, and what they stand for.</summary>
internal sealed record SqlRow(Dictionary<string, JsonElement> Names)
{
    /// <summary>Null when the path leads nowhere.</summary>
    public JsonElement? Find(string path)
    {
        var parts = path.Split('.');
        if (!Names.TryGetValue(parts[0], out var value))
            return null;
        foreach (var part in parts.Skip(1))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                return null;
        }

        return value;
    }
}
