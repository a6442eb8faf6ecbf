using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveShop.Functions.Http;

/// <summary>
/// Reads every number whose value is whole, also <c>5.0</c> and <c>1e2</c>: the published schemas say "integer", which is about the
/// value and not its form (JSON Schema 2020-12 validation, 6.1.1).
/// </summary>
internal sealed class IntegerConverter<T> : JsonConverter<T> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The largest power of ten in a <see cref="long"/>.</summary>
    private const int MaxExponent = 18;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
        && (reader.TryGetInt64(out var number) || TryParse(Encoding.ASCII.GetString(reader.ValueSpan), out number))
        && number >= long.CreateSaturating(T.MinValue) && number <= long.CreateSaturating(T.MaxValue)
            ? T.CreateChecked(number)
            : throw new JsonException("Must be a whole number.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(long.CreateChecked(value));

    // By its digits, because rounding could make a number whole that is not.
    private static bool TryParse(string number, out long value)
    {
        value = 0;
        var mark = number.IndexOfAny(['e', 'E']);
        var exponent = 0;
        if (mark >= 0 && !int.TryParse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;

        var mantissa = mark < 0 ? number : number[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimEnd('0');
        if (digits is "" or "-")
            return true;

        var power = (long)exponent + (all.Length - digits.Length) - (point < 0 ? 0 : mantissa.Length - point - 1);
        return power is >= 0 and <= MaxExponent
            && long.TryParse(digits + new string('0', (int)power), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
