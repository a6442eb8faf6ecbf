using System.Text.Json;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Storage;

/// <summary>
/// Reads the documents of a list or of a feed one by one: one that cannot be read is logged and left out, and holds up nobody.
/// Who asks for that document alone, or is about to change it, is told of the failure instead.
/// </summary>
public static class UnreadableDocuments
{
    public static IReadOnlyList<T> ReadValid<T>(this IEnumerable<JsonElement> documents, ILogger logger) where T : class =>
        [.. documents.Select(document => ReadOrLeaveOut(() => Documents.Read<T>(document), () => Documents.IdOf(document), logger)).OfType<T>()];

    /// <param name="documents">In UTF-8, each with its id.</param>
    /// <param name="logger">Hears of what is left out.</param>
    public static IReadOnlyList<T> ReadValid<T>(this IEnumerable<(string Id, byte[] Json)> documents, ILogger logger) where T : class =>
        [.. documents.Select(document => ReadOrLeaveOut(() => Documents.Read<T>(document.Json), () => document.Id, logger)).OfType<T>()];

    private static T? ReadOrLeaveOut<T>(Func<T> read, Func<string> id, ILogger logger) where T : class
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
