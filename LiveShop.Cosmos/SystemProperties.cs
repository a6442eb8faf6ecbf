using System.Text;
using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Cosmos;

/// <summary>Properties that this store adds to documents; reading a document ignores them.</summary>
internal static class SystemProperties
{
    /// <summary>Id of the write, by which a writer that got no answer recognizes its own document.</summary>
    public const string WriteId = "writeId";

    /// <summary><see cref="Product.SearchText"/> of a product that is not deleted; lists search and sort by it.</summary>
    public const string SearchText = "searchText";

    /// <summary>The names of the <see cref="StockFilter"/>s that find a product by its stock; left out when none does.</summary>
    public const string StockLabels = "stockLabels";

    /// <summary><see cref="LiveStreamSortKey"/> of a stream, <see cref="NewestFirst"/> of an order or a correction; lists sort by it.</summary>
    public const string SortKey = "sortKey";

    public static string NewWriteId() => Guid.NewGuid().ToString("N");

    /// <param name="document">A JSON object that is not empty and has no such property.</param>
    public static byte[] With(this byte[] document, string property, string value) =>
        [.. document.AsSpan()[..^1], .. Encoding.UTF8.GetBytes($",\"{property}\":{JsonSerializer.Serialize(value)}}}")];

    public static bool HasWriteId(this byte[] document, string writeId)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty(WriteId, out var found) && found.ValueEquals(writeId);
    }
}
