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

    /// <summary>
    /// Whether the text has a character that can be seen on its own: not only spaces, combining marks and characters without a
    /// shape, which are those of Unicode's property Default_Ignorable_Code_Point and the blank braille pattern.
    /// </summary>
    public static bool ContainsVisibleText(string? text) => text is not null && text.EnumerateRunes().Any(IsVisible);

    /// <summary>
    /// Whether the character is a bidirectional embedding or override (U+202A to U+202E), by which a name could reverse the
    /// digits of a price. Isolates and the marks that Arabic, Hebrew and emoji need are allowed.
    /// </summary>
    public static bool IsBidiOverride(char c) => c is >= '\u202A' and <= '\u202E';

    /// <summary>Whether the character is a combining mark, which changes the character before it.</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    public static bool IsFormat(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    public static bool IsFormat(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !IsMark(rune) && !IsBlank(rune.Value)
        && !IsFormat(rune);

    // The blanks that are letters, symbols or unassigned by their category (Unicode 17, DerivedCoreProperties.txt).
    private static bool IsBlank(int codePoint) => codePoint
        is 0x115F or 0x1160 or 0x3164 or 0xFFA0
        or 0x2800
        or 0x2065
        or (>= 0xFFF0 and <= 0xFFF8)
        or (>= 0xE0000 and <= 0xE0FFF);
}
