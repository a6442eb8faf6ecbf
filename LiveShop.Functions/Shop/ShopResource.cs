using System.Text.Json.Serialization;
using LiveShop.Core.Shop;

namespace LiveShop.Functions.Shop;

/// <summary>The shop's settings.</summary>
/// <param name="AccentColor">As <c>#rrggbb</c>; null for the pages' own.</param>
/// <param name="AccentColorDark">In the dark scheme; null to derive it from the other.</param>
/// <param name="LegalPages">Those that the shop has, in the order in which pages link them.</param>
/// <param name="Imprint">For admins only, as the two after it: the texts may be long, and no page but their own shows them.</param>
/// <param name="AccentColors">What the pages use in each scheme; null for their own.</param>
/// <param name="Payments">The ways to pay an order, the default first: <c>manual</c> is by transfer or on delivery.</param>
/// <param name="Version">0 until settings are saved for the first time.</param>
public sealed record ShopResource(
    string Name, string? Slogan, string? LogoUrl, string? AccentColor, string? AccentColorDark,
    string? WelcomeText, string? WaitingText, string? EndedText,
    IReadOnlyList<LegalPageLink> LegalPages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LegalPage? Imprint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LegalPage? Privacy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LegalPage? Terms,
    string Currency, IReadOnlyList<VatRate> VatRates, Shipping Shipping, AccentColors? AccentColors,
    IReadOnlyList<string> Payments, long Version)
{
    /// <summary>With the texts of the legal pages.</summary>
    public static ShopResource ForAdmins(ShopSettings shop, IReadOnlyList<string> payments) =>
        ForCustomers(shop, payments) with { Imprint = shop.Imprint, Privacy = shop.Privacy, Terms = shop.Terms };

    public static ShopResource ForCustomers(ShopSettings shop, IReadOnlyList<string> payments) => new(
        shop.Name, shop.Slogan, shop.LogoUrl, shop.AccentColor, shop.AccentColorDark,
        shop.WelcomeText, shop.WaitingText, shop.EndedText,
        [.. Enum.GetValues<LegalPageName>().Where(name => shop.LegalPageOf(name) is not null).Select(name => LegalPageLink.Of(shop, name))],
        null, null, null,
        shop.Currency, shop.VatRates, shop.Shipping, shop.AccentColors, payments, shop.Version);
}

/// <summary>A legal page that the shop has.</summary>
/// <param name="Url">Where it lies elsewhere; null for a text that <c>GET /shop/legal/{page}</c> gives.</param>
public sealed record LegalPageLink(LegalPageName Name, string? Url)
{
    internal static LegalPageLink Of(ShopSettings shop, LegalPageName name) => new(name, shop.LegalPageOf(name)?.Url);
}
