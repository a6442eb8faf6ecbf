using System.Globalization;

namespace LiveShop.Bench;

/// <summary>A stream's state as all servers send it, so that all carry the same load.</summary>
internal static class SampleState
{
    private const string Time = "2026-11-22T10:00:00.000Z";
    private const string Price = """{"amount":1990,"currency":"EUR"}""";

    public static string Pins(int count) => string.Join(',', Enumerable.Range(0, count).Select(Pin));

    public static string Of(string streamId, long version, string pins)
    {
        var stream = string.Create(CultureInfo.InvariantCulture, $"\"streamId\":\"{streamId}\",\"version\":{version}");
        return $"{{{stream},\"status\":\"live\",\"title\":\"A show\",\"startedAt\":\"{Time}\",\"changedAt\":\"{Time}\","
            + $"\"detailsVersion\":1,\"pinnedProducts\":[{pins}]}}";
    }

    private static string Pin(int place)
    {
        var number = place.ToString(CultureInfo.InvariantCulture);
        var product = $"\"id\":\"product-{number}\",\"name\":\"Stoneware piece {number}\",\"imageUrl\":\"/sample/images/mug.svg\"";
        return $"{{\"productId\":\"product-{number}\",\"displayOrder\":{number},\"pinnedAt\":\"{Time}\",\"isActive\":true,"
            + $"\"product\":{{{product},\"price\":{Price},\"availability\":\"in-stock\",\"hasOptions\":false}}}}";
    }
}
