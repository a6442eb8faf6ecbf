using System.Text;
using System.Text.Json;

namespace LiveShop.Cosmos;

/// <summary>What this adapter keeps in a document beside the document itself; readers of the document do not see it.</summary>
internal static class SystemProperties
{
    /// <summary>Who wrote the document: a writer that got no answer finds its own id there, or another's.</summary>
    public const string WriteId = "writeId";

    /// <summary>A product's name as a search compares it: how Cosmos DB folds the case of other scripts is not documented.</summary>
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
