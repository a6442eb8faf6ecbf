using System.Globalization;

namespace LiveShop.Core.Shop;

/// <summary>A colour of sRGB, written as <c>#rrggbb</c>.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    private const int Length = 7;

    /// <returns>Null unless the text is <c>#</c> and six hexadecimal digits.</returns>
    public static Rgb? Parse(string? text) =>
        text is { Length: Length } && text[0] == '#'
        && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;

    /// <summary>Relative luminance, 0 to 1 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Contrast ratio, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).</summary>
    public double ContrastWith(Rgb other)
    {
        var (one, two) = (Luminance + 0.05, other.Luminance + 0.05);
        return Math.Max(one, two) / Math.Min(one, two);
    }

    /// <param name="share">Of white, 0 to 1.</param>
    public Rgb Lighter(double share) => new(Lighter(Red, share), Lighter(Green, share), Lighter(Blue, share));

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Lighter(byte channel, double share) => (byte)Math.Floor(channel + ((255 - channel) * share) + 0.5);
}
