using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>A change-feed batch: a JSON array of documents.</summary>
internal sealed class FeedBatch(string batch, ILogger logger) : IDisposable
{
    /// <summary>No limit here: a document that is nested too deeply fails by itself when it is read, not the whole batch.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly JsonDocument documents = JsonDocument.Parse(batch, AnyDepth);

    /// <summary>The documents of this type; one that cannot be read is logged and left out.</summary>
    public IReadOnlyList<T> Read<T>(string type) where T : class =>
        documents.RootElement.EnumerateArray().Where(document => Documents.IsOfType(document, type)).ReadValid<T>(logger);

    /// <summary>Records the age of the oldest change of the batch, in seconds, at every attempt.</summary>
    public static void RecordAge(string function, IEnumerable<DateTimeOffset> changes, TimeProvider clock)
    {
        if (changes.Select(change => (DateTimeOffset?)change).Min() is { } oldest)
            ShopTelemetry.FeedBatchAge.Record((clock.GetUtcNow() - oldest).TotalSeconds, ShopTelemetry.Of(function));
    }

    public void Dispose() => documents.Dispose();
}
