using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>
/// An object of a Bicep file, read as text: enough to hold its names against the code's, for no compiler of Bicep is at hand.
/// </summary>
internal sealed partial class BicepObject(string text)
{
    private const string Comment = "//";

    public static BicepObject Read(string file) =>
        new(string.Join('\n', Repository.Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith(Comment, StringComparison.Ordinal))));

    /// <summary>The names of what is declared with a keyword such as <c>param</c> or <c>output</c>.</summary>
    public IReadOnlyList<string> Declared(string keyword) =>
        [.. Regex.Matches(text, $@"^{keyword} (\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    /// <summary>The string that a variable or property is set to; null when there is none.</summary>
    public string? Text(string name) => ValueOf(name, "'([^']*)'");

    public int? Number(string name) => ValueOf(name, @"(-?\d+)") is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The strings anywhere inside a property's value.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is { } value ? [.. AnyText().Matches(value).Select(match => match.Groups[1].Value)] : [];

    /// <summary>The names of a property's own properties.</summary>
    public IReadOnlyList<string> Names(string name) =>
        [.. PropertyName().Matches(Find(name) ?? throw Missing(name)).Select(match => match.Groups[1].Value)];

    /// <summary>The object that a variable or property is set to, or that the variable it names is set to in the file.</summary>
    public BicepObject Object(string name, BicepObject? file = null) =>
        Find(name) is { } value ? new BicepObject(value)
        : file is not null && ValueOf(name, @"(\w+)") is { } variable ? file.Object(variable)
        : throw Missing(name);

    /// <summary>The objects of an array.</summary>
    public IReadOnlyList<BicepObject> Objects(string name)
    {
        var array = Find(name) ?? throw Missing(name);
        var objects = new List<BicepObject>();
        for (var start = array.IndexOf('{', StringComparison.Ordinal); start >= 0; start = array.IndexOf('{', start))
        {
            var end = EndOf(array, start);
            objects.Add(new BicepObject(array[start..end]));
            start = end;
        }

        return objects;
    }

    private string? ValueOf(string name, string pattern) =>
        Regex.Match(text, $@"\b{name}(?::| =) *{pattern}") is { Success: true } match ? match.Groups[1].Value : null;

    // Brackets and braces included.
    private string? Find(string name)
    {
        var start = Regex.Match(text, $@"\b{name}(?::| =) *(?=[\[{{])");
        return start.Success ? text[(start.Index + start.Length)..EndOf(text, start.Index + start.Length)] : null;
    }

    private static int EndOf(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }

        throw new FormatException("A brace or bracket is not closed.");
    }

    private static InvalidDataException Missing(string name) => new($"There is no {name}.");

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex AnyText();

    [GeneratedRegex(@"^\s*(\w+):", RegexOptions.Multiline)]
    private static partial Regex PropertyName();
}
