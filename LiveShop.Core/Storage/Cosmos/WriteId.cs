using System.Text;
using System.Text.Json;

namespace LiveShop.Core.Storage.Cosmos;

/// <summary>
/// Marks a document with who wrote it: a writer that got no answer finds its own id there, or another's. Readers of the
/// document do not see it.
/// </summary>
internal static class WriteId
{
    private const string Property = "writeId";

    public static string New() => Guid.NewGuid().ToString("N");

    /// <param name="document">A JSON object that is not empty.</param>
    public static byte[] On(byte[] document, string writeId) =>
        [.. document.AsSpan()[..^1], .. Encoding.UTF8.GetBytes($",\"{Property}\":\"{writeId}\"}}")];

    public static bool IsOn(byte[] document, string writeId)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty(Property, out var found) && found.ValueEquals(writeId);
    }
}
