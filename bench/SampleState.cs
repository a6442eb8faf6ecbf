using System.Globalization;

namespace LiveShop.Bench;

/// <summary>A stream's state as all servers send it: the same bytes but for names and numbers, so that all carry the same load.</summary>
internal static class SampleState
{
    public static string Pins(int count) => string.Join(',', Enumerable.Range(0, count).Select(place => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"productId":"product-{{{place}}}","displayOrder":{{{place}}},"pinnedAt":"2026-11-22T10:00:00.000Z","isActive":true,"product":{"id":"product-{{{place}}}","name":"Stoneware piece {{{place}}}","imageUrl":"/sample/images/mug.svg","price":{"amount":1990,"currency":"EUR"},"stock":14}}""")));

    public static string Of(string streamId, long version, string pins) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"streamId":"{{streamId}}","version":{{version}},"status":"live","title":"A show","startedAt":"2026-11-22T10:00:00.000Z","changedAt":"2026-11-22T10:00:00.000Z","pinnedProducts":[{{pins}}]}""");
}
