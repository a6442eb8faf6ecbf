using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LiveShop.Core.Products;

/// <summary>
/// Unicode's normalization form KD without combining marks, from a table (Unicode 14, UnicodeData.txt), because the form of the
/// runtime needs ICU and a stored search text must not depend on the machine's ICU version.
/// </summary>
internal static class Decompositions
{
    private const int FirstHangul = 0xAC00;
    private const int LastHangul = 0xD7A3;

    private static readonly FrozenDictionary<int, string> Table = ReadTable();

    public static string Of(Rune rune) =>
        rune.IsAscii ? rune.ToString()
        : rune.Value is >= FirstHangul and <= LastHangul ? OfHangul(rune.Value - FirstHangul)
        : Table.GetValueOrDefault(rune.Value) ?? rune.ToString();

    // The Unicode Standard, section 3.12: 21 vowels times 28 final consonants for each initial consonant.
    private static string OfHangul(int syllable)
    {
        var (initial, vowel, final) = ((char)(0x1100 + (syllable / 588)), (char)(0x1161 + (syllable % 588 / 28)), syllable % 28);
        return final == 0 ? $"{initial}{vowel}" : $"{initial}{vowel}{(char)(0x11A7 + final)}";
    }

    private static FrozenDictionary<int, string> ReadTable()
    {
        using var resource = typeof(Decompositions).Assembly.GetManifestResourceStream("LiveShop.Core.compatibility-decompositions.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Line: line, Blank: line.IndexOf(' ', StringComparison.Ordinal)))
            .ToFrozenDictionary(
                entry => int.Parse(entry.Line.AsSpan(0, entry.Blank), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                entry => entry.Line[(entry.Blank + 1)..]);
    }
}
