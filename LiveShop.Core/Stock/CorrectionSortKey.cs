using System.Globalization;

namespace LiveShop.Core.Stock;

/// <summary>The order of a list of corrections as a text to sort by, ascending and ordinal: the newest first, and no two the same.</summary>
public static class CorrectionSortKey
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(StockCorrection correction) =>
        string.Create(CultureInfo.InvariantCulture, $"{Latest - correction.At.ToUnixTimeMilliseconds():D15}-{correction.CorrectionId}");
}
