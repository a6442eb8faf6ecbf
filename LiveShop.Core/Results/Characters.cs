using System.Globalization;
using System.Text;

namespace LiveShop.Core.Results;

/// <summary>What a text is made of, where looks deceive.</summary>
internal static class Characters
{
    /// <summary>No surrogate without its partner: such a text would be stored as another one.</summary>
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

    /// <summary>Something that a person would see: not only spaces, and not only marks without a shape, such as U+200B.</summary>
    public static bool ContainsVisibleText(string? text) =>
        text is not null && text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);

    /// <summary>
    /// U+202A to U+202E force a direction on the text around them, so that a name could turn a price round. Isolates and the
    /// marks that Arabic, Hebrew and emoji need are not among them.
    /// </summary>
    public static bool IsBidiOverride(char c) => c is >= '\u202A' and <= '\u202E';

    public static bool IsFormat(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
