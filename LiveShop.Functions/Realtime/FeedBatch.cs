using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>The documents of a change-feed batch.</summary>
internal sealed class FeedBatch(string batch, ILogger logger) : IDisposable
{
    /// <summary>A batch is as deep as the deepest document in it: that one fails when it is read, not the batch.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly JsonDocument documents = JsonDocument.Parse(batch, AnyDepth);

    public IReadOnlyList<T> Read<T>(string type) where T : class =>
        documents.RootElement.EnumerateArray().Where(document => Documents.IsOfType(document, type)).ReadValid<T>(logger);

    /// <summary>Tells how long the oldest of these changes has waited for the function to take them up.</summary>
    public static void MeasureAge(string function, IEnumerable<DateTimeOffset> changes, TimeProvider clock)
    {
        if (changes.Select(change => (DateTimeOffset?)change).Min() is { } oldest)
            ShopTelemetry.FeedBatchAge.Record((clock.GetUtcNow() - oldest).TotalSeconds, ShopTelemetry.Of(function));
    }

    public void Dispose() => documents.Dispose();
}
