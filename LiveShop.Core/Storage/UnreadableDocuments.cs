using System.Text.Json;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Storage;

/// <summary>
/// Reads the documents of a list or of a feed, and logs and skips those that cannot be read, so that they do not block the
/// rest. Reading such a document alone, with <see cref="Documents"/>, fails.
/// </summary>
public static class UnreadableDocuments
{
    /// <summary>The documents that can be read.</summary>
    public static IReadOnlyList<T> ReadValid<T>(this IEnumerable<JsonElement> documents, ILogger logger) where T : class =>
        [.. documents
            .Select(document => ReadOrSkip(() => Documents.Read<T>(document), () => Documents.IdOf(document), logger)).OfType<T>()];

    /// <param name="documents">JSON in UTF-8, each with its id.</param>
    /// <param name="logger">Logs the skipped documents.</param>
    public static IReadOnlyList<T> ReadValid<T>(this IEnumerable<(string Id, byte[] Json)> documents, ILogger logger) where T : class =>
        [.. documents.Select(document => ReadOrSkip(() => Documents.Read<T>(document.Json), () => document.Id, logger)).OfType<T>()];

    private static T? ReadOrSkip<T>(Func<T> read, Func<string> id, ILogger logger) where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException exception)
        {
            ShopTelemetry.UnreadableDocuments.Add(1);
            logger.LogError(exception, "Left out the document {Id}: it cannot be read as {Type}", id(), typeof(T).Name);
            return null;
        }
    }
}
