using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveShop.Core.Json;

/// <summary>Timestamps as RFC 3339 in UTC with milliseconds: <c>2026-11-22T10:00:00.000Z</c>. Any offset is read, but one must be there.</summary>
public sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !HasOffset(ref reader) || !reader.TryGetDateTimeOffset(out var time))
            throw new JsonException("Must be a timestamp such as 2026-11-22T10:00:00Z.");
        return time.InMilliseconds();
    }

    // Without an offset it would mean another moment on each machine: the framework takes the machine's own.
    private static bool HasOffset(ref Utf8JsonReader reader) =>
        reader.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
