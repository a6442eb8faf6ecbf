using System.Collections.Frozen;

namespace LiveShop.Core.Products;

/// <summary>
/// The currencies in use and their minor units: ISO 4217, list one, as of January 2026 (without funds, metals and test codes).
/// </summary>
public static class Currencies
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string WithThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string WithTwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC " +
        "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR " +
        "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD " +
        "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN " +
        "SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Decimals =
        WithDecimals(WithoutDecimals, 0).Concat(WithDecimals(WithTwoDecimals, 2)).Concat(WithDecimals(WithThreeDecimals, 3))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the code, in upper case, is in the list.</summary>
    public static bool IsKnown(string? code) => code is not null && Decimals.ContainsKey(code);

    /// <summary>The number of decimals of the currency: 0, 2 or 3.</summary>
    /// <exception cref="KeyNotFoundException">The code is not in the list.</exception>
    public static int DecimalsOf(string code) => Decimals[code];

    private static IEnumerable<KeyValuePair<string, int>> WithDecimals(string codes, int decimals) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, decimals));
}
