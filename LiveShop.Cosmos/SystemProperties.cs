using System.Text;
using System.Text.Json;

namespace LiveShop.Cosmos;

/// <summary>Properties that this store adds to documents; reading a document ignores them.</summary>
internal static class SystemProperties
{
    /// <summary>Id of the write, by which a writer that got no answer recognizes its own document.</summary>
    public const string WriteId = "writeId";

    /// <summary>A product's name in upper case, because Cosmos DB does not document how it folds the case of other scripts.</summary>
    public const string SearchName = "searchName";

    public static string NewWriteId() => Guid.NewGuid().ToString("N");

    public static string ForSearch(string text) => text.ToUpperInvariant();

    /// <param name="document">A JSON object that is not empty and has no such property.</param>
    public static byte[] With(this byte[] document, string property, string value) =>
        [.. document.AsSpan()[..^1], .. Encoding.UTF8.GetBytes($",\"{property}\":{JsonSerializer.Serialize(value)}}}")];

    public static bool HasWriteId(this byte[] document, string writeId)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty(WriteId, out var found) && found.ValueEquals(writeId);
    }
}
