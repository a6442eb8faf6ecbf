using System.Text.Json.Serialization;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>
/// The settings of the shop, immutable. Every accepted change makes a new state with <see cref="Version"/> one higher; a shop
/// without saved settings has those of <see cref="Default"/>, at version 0.
/// </summary>
public sealed record ShopSettings
{
    /// <summary>The id of the one document.</summary>
    public const string Id = "shop";

    public const int MaxNameLength = 60;
    public const int MaxSloganLength = 120;
    public const int MaxTextLength = 1000;
    public const int MaxVatRates = 10;

    [JsonConstructor]
    private ShopSettings() { }

    public static ShopSettings Default { get; } = new()
    {
        Name = "LiveShop",
        Currency = "EUR",
        VatRates = [new("standard", "VAT", 0, true)],
        Shipping = new([], new Money(0, "EUR"), null),
    };

    [JsonInclude, JsonRequired]
    public string Name { get; private init; } = "";

    [JsonInclude]
    public string? Slogan { get; private init; }

    [JsonInclude]
    public string? LogoUrl { get; private init; }

    /// <summary>As <c>#rrggbb</c>; null for the pages' own.</summary>
    [JsonInclude]
    public string? AccentColor { get; private init; }

    /// <summary>In the dark scheme; null to derive it.</summary>
    [JsonInclude]
    public string? AccentColorDark { get; private init; }

    /// <summary>On the home page.</summary>
    [JsonInclude]
    public string? WelcomeText { get; private init; }

    /// <summary>On a stream's page before its start.</summary>
    [JsonInclude]
    public string? WaitingText { get; private init; }

    /// <summary>On a stream's page after its end.</summary>
    [JsonInclude]
    public string? EndedText { get; private init; }

    [JsonInclude]
    public LegalPage? Imprint { get; private init; }

    [JsonInclude]
    public LegalPage? Privacy { get; private init; }

    [JsonInclude]
    public LegalPage? Terms { get; private init; }

    /// <summary>ISO 4217; that of shipping, and preset for new products.</summary>
    [JsonInclude, JsonRequired]
    public string Currency { get; private init; } = "";

    /// <summary>Exactly one is the default.</summary>
    [JsonInclude, JsonRequired]
    public IReadOnlyList<VatRate> VatRates { get; private init; } = [];

    [JsonInclude, JsonRequired]
    public Shipping Shipping { get; private init; } = new([], new Money(0, ""), null);

    [JsonInclude, JsonRequired]
    public long Version { get; private init; }

    [JsonInclude]
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>The accent in both schemes; null for the pages' own.</summary>
    [JsonIgnore]
    public AccentColors? AccentColors => AccentColor is null ? null : Shop.AccentColors.Of(AccentColor, AccentColorDark);

    /// <summary>Null when the shop has no such page.</summary>
    public LegalPage? LegalPageOf(LegalPageName name) => name switch
    {
        LegalPageName.Imprint => Imprint,
        LegalPageName.Privacy => Privacy,
        LegalPageName.Terms => Terms,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>The rate with this id; the default for null, or when the shop has no such rate.</summary>
    public VatRate VatRateOf(string? id) => VatRates.FirstOrDefault(rate => rate.Id == id) ?? VatRates.First(rate => rate.IsDefault);

    /// <summary>Replaces all settings; saved ones that are the same return the same instance. Refused as <c>validation</c>.</summary>
    public Result<ShopSettings> Change(ShopDetails details, DateTimeOffset now)
    {
        var validation = new Validation();
        details.Check(validation);
        if (validation.Failed(out var refusal))
            return refusal;

        var changed = With(details);
        return Version > 0 && changed with { VatRates = VatRates } == this && changed.VatRates.SequenceEqual(VatRates)
            ? this
            : changed with { Version = Version + 1, ChangedAt = now };
    }

    private ShopSettings With(ShopDetails details) => this with
    {
        Name = details.Name!.Trim(),
        Slogan = details.Slogan,
        LogoUrl = details.LogoUrl,
        AccentColor = details.AccentColor?.ToLowerInvariant(),
        AccentColorDark = details.AccentColorDark?.ToLowerInvariant(),
        WelcomeText = details.WelcomeText,
        WaitingText = details.WaitingText,
        EndedText = details.EndedText,
        Imprint = details.Imprint,
        Privacy = details.Privacy,
        Terms = details.Terms,
        Currency = details.Currency!,
        VatRates = [.. details.VatRates!.Select(rate => rate!.ToRate())],
        Shipping = details.Shipping!.ToShipping(),
    };
}
