using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveShop.Core.Json;

/// <summary>
/// Timestamps as RFC 3339 in UTC with milliseconds: <c>2026-11-22T10:00:00.000Z</c>. Any offset is accepted, but one is required.
/// </summary>
public sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string SevenDigits = "O";
    private const int UpToMilliseconds = 23;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !HasOffset(ref reader) || !reader.TryGetDateTimeOffset(out var time))
            throw new JsonException("Must be a timestamp such as 2026-11-22T10:00:00Z.");
        return time.InMilliseconds();
    }

    // Without an offset the framework would assume the machine's time zone.
    private static bool HasOffset(ref Utf8JsonReader reader) =>
        reader.ValueSpan is [.., (byte)'Z'] || (reader.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[28];
        value.UtcDateTime.TryFormat(text, out _, SevenDigits, CultureInfo.InvariantCulture);
        text[UpToMilliseconds] = (byte)'Z';
        writer.WriteStringValue(text[..(UpToMilliseconds + 1)]);
    }
}
