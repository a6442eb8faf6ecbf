using System.Globalization;
using System.Text;

namespace LiveShop.Core.Results;

/// <summary>Unicode checks for texts that people type.</summary>
internal static class Characters
{
    /// <summary>Whether the text has no unpaired surrogate, which JSON and SQLite would replace.</summary>
    public static bool AreWellFormed(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>Whether the text has a visible character: not only spaces and characters without a shape, such as U+200B.</summary>
    public static bool ContainsVisibleText(string? text) =>
        text is not null && text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);

    /// <summary>
    /// Whether the character is a bidirectional embedding or override (U+202A to U+202E), by which a name could reverse the
    /// digits of a price. Isolates and the marks that Arabic, Hebrew and emoji need are allowed.
    /// </summary>
    public static bool IsBidiOverride(char c) => c is >= '\u202A' and <= '\u202E';

    public static bool IsFormat(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
