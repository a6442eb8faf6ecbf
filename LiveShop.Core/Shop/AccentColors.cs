using System.Globalization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>An accent colour and the colour of text on it, each as <c>#rrggbb</c>.</summary>
public sealed record AccentColor(string Accent, string OnAccent);

/// <summary>The accent colour in the pages' light and dark scheme.</summary>
public sealed record AccentColors(AccentColor Light, AccentColor Dark)
{
    /// <summary>The contrast that text on the accent needs (WCAG 2.2, 1.4.3).</summary>
    public const double TextContrast = 4.5;

    /// <summary>The contrast that controls in the accent need to the page (WCAG 2.2, 1.4.11).</summary>
    public const double ControlContrast = 3;

    // The background of each scheme that is nearest to accents, and the text colours on them: those of web/src/ui/styles/tokens.css.
    private static readonly Rgb DarkestLightGround = new(0xf1, 0xe9, 0xdf);
    private static readonly Rgb LightestDarkGround = new(0x2a, 0x21, 0x1d);
    private static readonly Rgb LightText = new(0xff, 0xfa, 0xf6);
    private static readonly Rgb DarkText = new(0x22, 0x11, 0x0a);

    private const int Steps = 20;

    /// <summary>Checks both schemes; an error names the scheme, the contrast that was found and the one that is needed.</summary>
    /// <param name="light">In the light scheme; null for the pages' own accent.</param>
    /// <param name="dark">In the dark scheme; null to derive it from <paramref name="light"/>, which always succeeds.</param>
    internal static void Check(string? light, string? dark, Validation validation)
    {
        Check(light, "accentColor", "light", DarkestLightGround, validation);
        Check(dark, "accentColorDark", "dark", LightestDarkGround, validation);
        validation.Check(dark is null || light is not null, "accentColor", "Must be given with a colour for the dark scheme.");
    }

    /// <param name="light">A colour that <see cref="Check(string?, string?, Validation)"/> accepts.</param>
    /// <param name="dark">The same; null to mix <paramref name="light"/> with as little white as the dark scheme needs.</param>
    public static AccentColors Of(string light, string? dark) =>
        new(WithText(Rgb.Parse(light)!.Value), WithText(Rgb.Parse(dark) ?? ForDarkScheme(Rgb.Parse(light)!.Value)));

    private static void Check(string? text, string field, string scheme, Rgb ground, Validation validation)
    {
        if (text is null)
            return;
        if (Rgb.Parse(text) is not { } color)
        {
            validation.Check(false, field, "Must be a colour such as #a8412a.");
            return;
        }

        var (onText, onPage) = (color.ContrastWith(TextOn(color)), color.ContrastWith(ground));
        validation
            .Check(onText >= TextContrast, field, Message("Text on it", onText, TextContrast))
            .Check(onPage >= ControlContrast, field, Message("It", onPage, ControlContrast, " to the page"));

        // Rounded down, or 4.49 would be called 4.5.
        string Message(string what, double found, double needed, string against = "") => string.Create(CultureInfo.InvariantCulture,
            $"{what} has a contrast of {Math.Floor(found * 10) / 10:0.0}:1{against} in the {scheme} scheme, and needs {needed:0.0}:1.");
    }

    private static AccentColor WithText(Rgb color) => new(color.ToString(), TextOn(color).ToString());

    private static Rgb TextOn(Rgb color) => color.ContrastWith(LightText) >= color.ContrastWith(DarkText) ? LightText : DarkText;

    private static Rgb ForDarkScheme(Rgb color) =>
        Enumerable.Range(0, Steps + 1).Select(step => color.Lighter((double)step / Steps)).First(IsGoodInDarkScheme);

    // Bright enough for text in the accent too, since there is nobody to judge a derived colour.
    private static bool IsGoodInDarkScheme(Rgb color) =>
        color.ContrastWith(TextOn(color)) >= TextContrast && color.ContrastWith(LightestDarkGround) >= TextContrast;
}
