using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>Reads the documents of a change-feed batch one by one: one that cannot be read is logged and left out, and holds up nobody.</summary>
internal static class FeedBatch
{
    /// <summary>A batch is as deep as the deepest document in it: that one fails when it is read, not the batch.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static IReadOnlyList<T> Read<T>(string batch, string type, ILogger logger) where T : class
    {
        using var documents = JsonDocument.Parse(batch, AnyDepth);
        return [.. documents.RootElement.EnumerateArray()
            .Where(document => Documents.IsOfType(document, type))
            .Select(document => ReadOne<T>(document, logger))
            .OfType<T>()];
    }

    private static T? ReadOne<T>(JsonElement document, ILogger logger) where T : class
    {
        try
        {
            return Documents.Read<T>(document);
        }
        catch (JsonException exception)
        {
            ShopTelemetry.UnreadableDocuments.Add(1);
            logger.LogError(exception, "Left out the document {Id}: it cannot be read as {Type}", Documents.IdOf(document), typeof(T).Name);
            return null;
        }
    }
}
