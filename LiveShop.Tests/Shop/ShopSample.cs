using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Tests.Shop;

/// <summary>An ordinary shop's settings to begin a test with.</summary>
internal static class ShopSample
{
    public static ShopDetails Details { get; } = new(
        "Mugs & More", "Mugs, live", "/pictures/logo.svg", "#a8412a", null,
        "Welcome.", "We start soon.", "Until next time.",
        new("Mugs & More\n\nStreet 1", null), new(null, "https://shop.example/privacy"), null,
        "EUR",
        [new("standard", "Standard", 1900, true), new("reduced", "Reduced", 700, false)],
        new(["DE", "AT"], new Money(490, "EUR"), new Money(5000, "EUR")));

    public static ShopSettings Settings(string name = "Mugs & More") =>
        ShopSettings.Default.Change(Details with { Name = name }, Sample.Noon).Accepted();

    /// <summary>The body of a PUT.</summary>
    public static object Body(
        string? name = "Mugs & More", string? accentColor = "#a8412a", string currency = "EUR",
        object? vatRates = null, object? imprint = null) => new
        {
            name,
            slogan = "Mugs, live",
            logoUrl = "/pictures/logo.svg",
            accentColor,
            imprint = imprint ?? new { text = "Street 1" },
            currency,
            vatRates = vatRates ?? new[] { new { id = "standard", name = "Standard", basisPoints = 1900, isDefault = true } },
            shipping = new { countries = new[] { "DE" }, flatRate = new { amount = 490, currency }, freeFrom = (object?)null },
        };
}
