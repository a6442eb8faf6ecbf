using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Results;
using LiveShop.Core.Shop;

namespace LiveShop.Tests.Shop;

public sealed class AccentColorsTests
{
    /// <summary>Computed by neither the server nor the pages, and held against both.</summary>
    private static readonly IReadOnlyList<AccentCase> Table = JsonSerializer.Deserialize<IReadOnlyList<AccentCase>>(
        File.ReadAllText(Path.Combine(Repository.Root, "LiveShop.Tests", "Shop", "accents.json")), LiveShopJson.Options)!;

    public static TheoryData<string, string?> Accents
    {
        get
        {
            var accents = new TheoryData<string, string?>();
            foreach (var row in Table)
                accents.Add(row.Light, row.Dark);
            return accents;
        }
    }

    [Theory, MemberData(nameof(Accents))]
    public void Accent_is_accepted_with_the_colours_of_the_table_or_refused_with_its_contrasts(string light, string? dark)
    {
        var expected = Table.Single(row => row.Light == light && row.Dark == dark);

        var result = ShopSettings.Default.Change(ShopSample.Details with { AccentColor = light, AccentColorDark = dark }, Sample.Noon);

        Assert.Equal(expected.Colors, result.Value?.AccentColors);
        Assert.Equal(expected.LightErrors, Found(result.Refusal, "accentColor", "light"));
        Assert.Equal(expected.DarkErrors, Found(result.Refusal, "accentColorDark", "dark"));
    }

    [Theory]
    [InlineData("#7a7a7a", "Text on it has a contrast of 4.2:1 in the light scheme, and needs 4.5:1.")]
    [InlineData("#ffd400", "It has a contrast of 1.1:1 to the page in the light scheme, and needs 3.0:1.")]
    [InlineData("#fff", "Must be a colour such as #a8412a.")]
    [InlineData("red", "Must be a colour such as #a8412a.")]
    [InlineData("#12345g", "Must be a colour such as #a8412a.")]
    [InlineData("# 12345", "Must be a colour such as #a8412a.")]
    [InlineData("", "Must be a colour such as #a8412a.")]
    public void Refused_accent_says_which_contrast_is_too_low_and_how_much_is_needed(string accent, string error)
    {
        var refused = ShopSettings.Default.Change(ShopSample.Details with { AccentColor = accent, AccentColorDark = null }, Sample.Noon);

        Assert.Equal([error], Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors["accentColor"]);
    }

    [Fact]
    public void Accent_in_capital_letters_is_kept_in_small_ones()
    {
        var details = ShopSample.Details with { AccentColor = "#A8412A", AccentColorDark = "#E8835F" };

        var shop = ShopSettings.Default.Change(details, Sample.Noon).Accepted();

        Assert.Equal(("#a8412a", "#e8835f"), (shop.AccentColor, shop.AccentColorDark));
    }

    [Fact]
    public void Accent_for_the_dark_scheme_alone_is_refused() =>
        ShopSettings.Default.Change(ShopSample.Details with { AccentColor = null, AccentColorDark = "#e8835f" }, Sample.Noon)
            .IsInvalidFor("accentColor");

    [Fact]
    public void Shop_without_an_accent_leaves_the_pages_their_own() => Assert.Null(ShopSettings.Default.AccentColors);

    // "text 4.2" for text on it, "page 1.1" for itself on the page.
    private static IEnumerable<string> Found(Refusal? refusal, string field, string scheme) =>
        from error in (refusal as Refusal.Invalid)?.Errors.GetValueOrDefault(field) ?? []
        let parts = error.Split(["contrast of ", ":1"], StringSplitOptions.None)
        select $"{(error.StartsWith("Text on it", StringComparison.Ordinal) ? "text" : "page")} {parts[1]}"
            + (error.Contains($"{scheme} scheme", StringComparison.Ordinal) ? "" : " in another scheme");

    private sealed record AccentCase(
        string Light, string? Dark, IReadOnlyList<string> LightErrors, IReadOnlyList<string> DarkErrors, AccentColors? Colors);
}
