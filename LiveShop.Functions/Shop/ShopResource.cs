using LiveShop.Core.Shop;

namespace LiveShop.Functions.Shop;

/// <summary>The shop's settings.</summary>
/// <param name="AccentColor">As <c>#rrggbb</c>; null for the pages' own.</param>
/// <param name="AccentColorDark">In the dark scheme; null to derive it from the other.</param>
/// <param name="AccentColors">What the pages use in each scheme; null for their own.</param>
/// <param name="Version">0 until settings are saved for the first time.</param>
public sealed record ShopResource(
    string Name, string? Slogan, string? LogoUrl, string? AccentColor, string? AccentColorDark,
    string? WelcomeText, string? WaitingText, string? EndedText,
    LegalPage? Imprint, LegalPage? Privacy, LegalPage? Terms,
    string Currency, IReadOnlyList<VatRate> VatRates, Shipping Shipping, AccentColors? AccentColors, long Version)
{
    public static ShopResource Of(ShopSettings shop) => new(
        shop.Name, shop.Slogan, shop.LogoUrl, shop.AccentColor, shop.AccentColorDark,
        shop.WelcomeText, shop.WaitingText, shop.EndedText,
        shop.Imprint, shop.Privacy, shop.Terms,
        shop.Currency, shop.VatRates, shop.Shipping, shop.AccentColors, shop.Version);
}
