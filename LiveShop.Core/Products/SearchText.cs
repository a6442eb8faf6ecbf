using System.Text;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>
/// The form in which texts are searched, the same for what is stored and for what is typed: without case, accents and ligatures,
/// with one kind of blank, quote and dash.
/// </summary>
public static class SearchText
{
    /// <summary>The text that a search looks in: the folded texts, separated by blanks, in their order.</summary>
    public static string Of(params ReadOnlySpan<string> texts)
    {
        var folded = new List<string>(texts.Length);
        foreach (var text in texts)
            folded.Add(Fold(text));
        return string.Join(' ', folded);
    }

    /// <summary>The words of a search, each once. A search finds the texts that contain all of them, in any order.</summary>
    public static IReadOnlyList<string> WordsOf(string? search) =>
        [.. Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Unified(text).EnumerateRunes().SelectMany(rune => Decompositions.Of(rune).EnumerateRunes()))
        {
            if (Rune.IsWhiteSpace(rune))
                AppendBlank(folded);
            else if (!Characters.IsMark(rune) && !Characters.IsFormat(rune))
                folded.Append(WithoutCase(rune));
        }

        return folded.ToString().Trim();
    }

    // Quotes come before the decomposition, which makes a blank and an accent of some of them.
    private static string Unified(string text) => string.Create(text.Length, text, (unified, original) =>
    {
        for (var i = 0; i < unified.Length; i++)
        {
            unified[i] = original[i] switch
            {
                '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u2039' or '\u203A' or '\u02BC' or '\u00B4' or '`' => '\'',
                '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u2033' or '\u00AB' or '\u00BB' => '"',
                (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
                var other => other,
            };
        }
    });

    private static void AppendBlank(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
            folded.Append(' ');
    }

    // Upper case first joins the two forms of sigma; letters that Unicode does not decompose are written as people type them.
    private static string WithoutCase(Rune rune) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)) switch
    {
        { Value: 'ß' or 'ẞ' } => "ss",
        { Value: 'ı' } => "i",
        { Value: 'ø' } => "o",
        { Value: 'ł' } => "l",
        { Value: 'đ' or 'ð' } => "d",
        { Value: 'ħ' } => "h",
        { Value: 'æ' } => "ae",
        { Value: 'œ' } => "oe",
        { Value: 'þ' } => "th",
        var other => other.ToString(),
    };
}
