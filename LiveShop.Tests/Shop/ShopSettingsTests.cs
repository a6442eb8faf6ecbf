using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Shop;

namespace LiveShop.Tests.Shop;

public sealed class ShopSettingsTests
{
    private static readonly ShopDetails Details = ShopSample.Details;

    [Fact]
    public void A_shop_without_saved_settings_has_a_neutral_name_and_a_default_VAT_rate()
    {
        var shop = ShopSettings.Default;

        Assert.Equal(("LiveShop", "EUR", 0), (shop.Name, shop.Currency, shop.Version));
        Assert.True(Assert.Single(shop.VatRates).IsDefault);
        Assert.Null(shop.Imprint);
    }

    [Fact]
    public void First_change_makes_version_1_with_all_that_was_given()
    {
        var shop = ShopSettings.Default.Change(Details with { Name = " Mugs & More " }, Sample.Noon).Accepted();

        Assert.Equal(("Mugs & More", 1, Sample.Noon), (shop.Name, shop.Version, shop.ChangedAt));
        Assert.Equal(("Mugs, live", "/pictures/logo.svg", "#a8412a"), (shop.Slogan, shop.LogoUrl, shop.AccentColor));
        Assert.Equal(("Welcome.", "We start soon.", "Until next time."), (shop.WelcomeText, shop.WaitingText, shop.EndedText));
        Assert.Equal(
            ("Mugs & More\n\nStreet 1", "https://shop.example/privacy", null), (shop.Imprint?.Text, shop.Privacy?.Url, shop.Terms));
        Assert.Equal(["AT", "DE"], shop.Shipping.Countries);
    }

    [Fact]
    public void Saving_the_defaults_is_a_change_too()
    {
        var given = new ShopDetails(
            "LiveShop", null, null, null, null, null, null, null, null, null, null,
            "EUR", [new("standard", "VAT", 0, true)], new([], new(0, "EUR"), null));

        Assert.Equal(1, ShopSettings.Default.Change(given, Sample.Noon).Accepted().Version);
    }

    [Fact]
    public void Same_settings_again_change_nothing()
    {
        var shop = ShopSample.Settings();

        Assert.Same(shop, shop.Change(Details with { AccentColor = "#A8412A" }, Sample.Noon.AddDays(1)).Accepted());
        Assert.Equal(2, shop.Change(Details with { Slogan = null }, Sample.Noon).Accepted().Version);
    }

    public static TheoryData<string, ShopDetails> Changes => new()
    {
        { "a VAT rate", Details with { VatRates = [Details.VatRates![0], Details.VatRates[1]! with { BasisPoints = 800 }] } },
        { "a country", Details with { Shipping = Details.Shipping! with { Countries = ["DE"] } } },
        { "a legal page", Details with { Terms = new("Terms", null) } },
    };

    [Theory, MemberData(nameof(Changes))]
    public void Change_inside_a_list_or_part_makes_a_new_version(string what, ShopDetails changed) =>
        Assert.True(ShopSample.Settings().Change(changed, Sample.Noon).Accepted().Version == 2, what);

    [Fact]
    public void VAT_rate_without_an_id_gets_one_and_one_with_an_id_keeps_it()
    {
        var details = Details with { VatRates = [new(null, "Standard", 1900, true), new("reduced", "Reduced", 700, false)] };

        var rates = ShopSettings.Default.Change(details, Sample.Noon).Accepted().VatRates;

        Assert.True(Guid.TryParse(rates[0].Id, out _));
        Assert.Equal("reduced", rates[1].Id);
    }

    [Theory]
    [InlineData("reduced", 700)]
    [InlineData(null, 1900)]
    [InlineData("removed", 1900)]
    public void VAT_rate_of_a_product_is_the_named_one_or_the_default_when_there_is_no_such_rate(string? id, int basisPoints)
    {
        var details = Details with { VatRates = [new("reduced", "Reduced", 700, false), new("standard", "Standard", 1900, true)] };

        Assert.Equal(basisPoints, ShopSettings.Default.Change(details, Sample.Noon).Accepted().VatRateOf(id).BasisPoints);
    }

    public static TheoryData<string, VatRateDetails?[]?> InvalidRates => new()
    {
        { "vatRates", null },
        { "vatRates", [] },
        { "vatRates", [new("a", "A", 0, false)] },
        { "vatRates", [new("a", "A", 0, true), new("b", "B", 0, true)] },
        { "vatRates", [new("a", "A", 0, true), new("a", "B", 0, false)] },
        { "vatRates", [.. Enumerable.Range(0, 11).Select(n => new VatRateDetails($"r{n}", "R", n, n == 0))] },
        { "vatRates.1", [new("a", "A", 0, true), null] },
        { "vatRates.0.basisPoints", [new("a", "A", -1, true)] },
        { "vatRates.0.basisPoints", [new("a", "A", 10_001, true)] },
        { "vatRates.0.basisPoints", [new("a", "A", null, true)] },
        { "vatRates.0.name", [new("a", " ", 0, true)] },
        { "vatRates.0.id", [new("A b", "A", 0, true)] },
    };

    [Theory, MemberData(nameof(InvalidRates))]
    public void VAT_rates_need_exactly_one_default_and_valid_rates(string field, VatRateDetails?[]? rates) =>
        ShopSettings.Default.Change(Details with { VatRates = rates }, Sample.Noon).IsInvalidFor(field);

    public static TheoryData<string, ShippingDetails?> InvalidShipping => new()
    {
        { "shipping", null },
        { "shipping.countries", new(null, new(0, "EUR"), null) },
        { "shipping.countries", new(["de"], new(0, "EUR"), null) },
        { "shipping.countries", new(["EU"], new(0, "EUR"), null) },
        { "shipping.countries", new([null], new(0, "EUR"), null) },
        { "shipping.flatRate", new([], null, null) },
        { "shipping.flatRate.amount", new([], new(-1, "EUR"), null) },
        { "shipping.flatRate.currency", new([], new(1, "USD"), null) },
        { "shipping.freeFrom.currency", new([], new(1, "EUR"), new(1, "USD")) },
        { "shipping.freeFrom.amount", new([], new(1, "EUR"), new(Money.MaxAmount + 1, "EUR")) },
    };

    [Theory, MemberData(nameof(InvalidShipping))]
    public void Shipping_is_in_the_currency_of_the_shop_and_to_countries_of_ISO_3166(string field, ShippingDetails? shipping) =>
        ShopSettings.Default.Change(Details with { Shipping = shipping }, Sample.Noon).IsInvalidFor(field);

    [Fact]
    public void There_are_the_249_countries_of_ISO_3166() => Assert.Equal(249, Countries.All.Count);

    public static TheoryData<string, LegalPage> InvalidPages => new()
    {
        { "imprint", new(null, null) },
        { "imprint", new("Text", "https://shop.example") },
        { "imprint.text", new(" ", null) },
        { "imprint.text", new(new('x', LegalPage.MaxTextLength + 1), null) },
        { "imprint.url", new(null, "http://shop.example/imprint") },
        { "imprint.url", new(null, "/imprint") },
        { "imprint.url", new(null, "javascript:alert(1)") },
    };

    [Theory, MemberData(nameof(InvalidPages))]
    public void Legal_page_is_either_a_text_or_an_https_address(string field, LegalPage page)
    {
        var refused = ShopSettings.Default.Change(Details with { Imprint = page }, Sample.Noon).Refusal;

        Assert.Equal([field], Assert.IsType<Refusal.Invalid>(refused).Errors.Keys);
    }

    [Fact]
    public void All_invalid_fields_are_reported_at_once()
    {
        var refused = ShopSettings.Default.Change(
            new(
                "", new('s', 121), "javascript:x", "red", "blue", new('w', 1001), "\u0001", "\u202E",
                new(null, null), null, null, "XXX", null, null),
            Sample.Noon);

        Assert.Equal(
            [
                "accentColor", "accentColorDark", "currency", "endedText", "imprint", "logoUrl", "name", "shipping", "slogan", "vatRates",
                "waitingText", "welcomeText",
            ],
            Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors.Keys.Order(StringComparer.Ordinal));
    }
}
