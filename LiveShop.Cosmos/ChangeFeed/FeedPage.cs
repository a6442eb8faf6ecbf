using System.Text.Json;

namespace LiveShop.Cosmos.ChangeFeed;

internal static class FeedPage
{
    /// <summary>The documents of a page, as the JSON array that handlers get.</summary>
    public static async Task<string> ReadAsync(Stream page, CancellationToken cancellation)
    {
        using var json = await JsonDocument.ParseAsync(page, cancellationToken: cancellation);
        return json.RootElement.GetProperty("Documents").GetRawText();
    }
}
