using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>The settings that admins edit, as they were sent; <see cref="Check"/> validates them.</summary>
public sealed record ShopDetails(
    string? Name, string? Slogan, string? LogoUrl, string? AccentColor, string? AccentColorDark,
    string? WelcomeText, string? WaitingText, string? EndedText,
    LegalPage? Imprint, LegalPage? Privacy, LegalPage? Terms,
    string? Currency, IReadOnlyList<VatRateDetails?>? VatRates, ShippingDetails? Shipping)
{
    internal void Check(Validation validation)
    {
        validation
            .Text(Name, "name", ShopSettings.MaxNameLength, required: true)
            .Text(Slogan, "slogan", ShopSettings.MaxSloganLength, required: false)
            .Url(LogoUrl, "logoUrl")
            .Text(WelcomeText, "welcomeText", ShopSettings.MaxTextLength, required: false)
            .Text(WaitingText, "waitingText", ShopSettings.MaxTextLength, required: false)
            .Text(EndedText, "endedText", ShopSettings.MaxTextLength, required: false)
            .Check(Currencies.IsKnown(Currency), "currency", "Must be a currency code of ISO 4217, such as EUR.");
        AccentColors.Check(AccentColor, AccentColorDark, validation);
        LegalPage.Check(Imprint, "imprint", validation);
        LegalPage.Check(Privacy, "privacy", validation);
        LegalPage.Check(Terms, "terms", validation);
        CheckVatRates(validation);
        if (Shipping is null)
            validation.Check(false, "shipping", "Must be given.");
        else
            Shipping.Check(Currency, validation);
    }

    private void CheckVatRates(Validation validation)
    {
        if (VatRates is not { Count: > 0 and <= ShopSettings.MaxVatRates })
        {
            validation.Check(false, "vatRates", $"Must be 1 to {ShopSettings.MaxVatRates} rates.");
            return;
        }

        for (var i = 0; i < VatRates.Count; i++)
        {
            if (VatRates[i] is { } rate)
                rate.Check($"vatRates.{i}", validation);
            else
                validation.Check(false, $"vatRates.{i}", "Must be given.");
        }

        var ids = VatRates.Select(rate => rate?.Id).OfType<string>().ToList();
        validation
            .Check(VatRates.Count(rate => rate?.IsDefault is true) == 1, "vatRates", "Exactly one rate must be the default.")
            .Check(ids.Distinct().Count() == ids.Count, "vatRates", "Each rate must have an id of its own.");
    }
}
