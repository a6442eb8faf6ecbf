using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>A rate of the value-added tax that prices include.</summary>
/// <param name="Id">By which products name the rate.</param>
/// <param name="BasisPoints">Hundredths of a percent: 1900 is 19 %.</param>
/// <param name="IsDefault">Whether it is the rate of products that name none.</param>
public sealed record VatRate(
    [property: JsonRequired] string Id, [property: JsonRequired] string Name, [property: JsonRequired] int BasisPoints,
    [property: JsonRequired] bool IsDefault);

/// <summary>A VAT rate as it was sent.</summary>
/// <param name="Id">Null for a new id.</param>
public sealed record VatRateDetails(string? Id, string? Name, int? BasisPoints, bool IsDefault)
{
    public const int MaxNameLength = 60;
    public const int MaxBasisPoints = 10_000;

    internal void Check(string field, Validation validation)
    {
        validation
            .Check(Id is null || Identifier.IsValid(Id), $"{field}.id", "Must be 1 to 64 characters of a-z, 0-9 and '-'.")
            .Text(Name, $"{field}.name", MaxNameLength, required: true);
        if (BasisPoints is { } points)
            validation.Range(points, $"{field}.basisPoints", 0, MaxBasisPoints);
        else
            validation.Check(false, $"{field}.basisPoints", "Must be given.");
    }

    internal VatRate ToRate() => new(Id ?? Identifier.New(), Name!.Trim(), BasisPoints!.Value, IsDefault);
}
