using System.Text.Json;
using LiveShop.Core.Json;

namespace LiveShop.Tests.Json;

public class UtcTimestampConverterTests
{
    [Theory]
    [InlineData("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z")]
    [InlineData("2026-11-22T10:00:00.5Z", "2026-11-22T10:00:00.500Z")]
    [InlineData("2026-11-22T10:00:00.9999999Z", "2026-11-22T10:00:00.999Z")]
    [InlineData("2026-11-22T10:00:00+05:30", "2026-11-22T04:30:00.000Z")]
    [InlineData("2026-11-22T10:00:00-11:00", "2026-11-22T21:00:00.000Z")]
    [InlineData("2024-02-29T23:59:59.001Z", "2024-02-29T23:59:59.001Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void A_timestamp_is_read_at_any_offset_and_written_in_UTC_with_milliseconds(string read, string written) =>
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(Read($"\"{read}\""), LiveShopJson.Options));

    [Theory]
    [InlineData("\"2026-11-22T10:00:00\"")]
    [InlineData("\"2026-11-22\"")]
    public void Timestamp_without_an_offset_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Read(json));

    [Theory]
    [InlineData("\"2026-02-29T10:00:00Z\"")]
    [InlineData("\"2026-11-22T24:00:00Z\"")]
    [InlineData("\"2026-11-22 10:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1795341600")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Invalid_timestamp_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void Null_is_read_as_no_value_for_a_nullable_timestamp() =>
        Assert.Null(JsonSerializer.Deserialize<DateTimeOffset?>("null", LiveShopJson.Options));

    private static DateTimeOffset Read(string json) => JsonSerializer.Deserialize<DateTimeOffset>(json, LiveShopJson.Options);
}
