using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Functions.Shop;

/// <summary>
/// The shop's settings as GET gives them to admins; <c>legalPages</c>, <c>accentColors</c>, <c>payments</c> and <c>version</c> may be there and are ignored.
/// </summary>
public sealed record ChangeShopRequest(
    [property: Required] string? Name, string? Slogan, string? LogoUrl, string? AccentColor, string? AccentColorDark,
    string? WelcomeText, string? WaitingText, string? EndedText,
    LegalPageRequest? Imprint, LegalPageRequest? Privacy, LegalPageRequest? Terms,
    [property: Required] string? Currency, [property: Required] IReadOnlyList<VatRateRequest?>? VatRates,
    [property: Required] ShippingRequest? Shipping)
{
    public ShopDetails ToDetails() => new(
        Name, Slogan, LogoUrl, AccentColor, AccentColorDark, WelcomeText, WaitingText, EndedText,
        Imprint?.ToPage(), Privacy?.ToPage(), Terms?.ToPage(),
        Currency, VatRates?.Select(rate => rate?.ToDetails()).ToList(), Shipping?.ToDetails());
}

/// <summary>Either a text, whose paragraphs are parted by empty lines, or the https address of a page elsewhere.</summary>
public sealed record LegalPageRequest(string? Text, string? Url)
{
    public LegalPage ToPage() => new(Text, Url);
}

/// <param name="Id">A new one when left out.</param>
/// <param name="BasisPoints">Hundredths of a percent: 1900 is 19 %.</param>
/// <param name="IsDefault">True for exactly one rate.</param>
public sealed record VatRateRequest(
    string? Id, [property: Required] string? Name, [property: Required] int? BasisPoints, bool? IsDefault)
{
    public VatRateDetails ToDetails() => new(Id, Name, BasisPoints, IsDefault is true);
}

/// <param name="Countries">Codes of ISO 3166-1 alpha-2.</param>
/// <param name="FlatRate">For one order, in the shop's currency.</param>
/// <param name="FreeFrom">The value of an order from which shipping is free; never when left out.</param>
public sealed record ShippingRequest(
    [property: Required] IReadOnlyList<string?>? Countries, [property: Required] Money? FlatRate, Money? FreeFrom)
{
    public ShippingDetails ToDetails() => new(Countries, FlatRate, FreeFrom);
}
