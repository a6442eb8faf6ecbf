using System.Net;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>The stock of products in Cosmos DB, in their logical partition with its reservations and corrections.</summary>
public sealed class CosmosStockStore : IStockStore
{
    private readonly DocumentContainer container;
    private readonly VerifiedWrite writes;
    private readonly ILogger logger;

    public CosmosStockStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosStockStore> logger)
    {
        container = new(client, settings, ContainerNames.Catalog);
        writes = new(container, logger);
        this.logger = logger;
    }

    public Task<Stored<ProductStock>?> FindAsync(string productId, CancellationToken cancellation) =>
        container.FindAsync<ProductStock>(Documents.StockId, productId, cancellation);

    public async Task<IReadOnlyList<ProductStock>> FindManyAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellation) =>
        (await container.FindManyAsync(productIds, _ => Documents.StockId, cancellation)).ReadValid<ProductStock>(logger);

    public Task<Stored<Reservation>?> FindReservationAsync(string productId, string orderId, CancellationToken cancellation) =>
        container.FindAsync<Reservation>(Documents.ReservationId(orderId), productId, cancellation);

    public async Task<StockCorrection?> FindCorrectionAsync(string productId, string id, CancellationToken cancellation) =>
        (await container.FindAsync<StockCorrection>(Documents.CorrectionId(id), productId, cancellation))?.Value;

    public async Task<IReadOnlyList<Reservation>> HeldAsync(string productId, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.status = @status")
            .WithParameter("@type", Documents.ReservationType)
            .WithParameter("@status", LiveShopJson.NameOf(ReservationStatus.Held));
        return (await container.QueryAllAsync(query, productId, int.MaxValue, cancellation)).ReadValid<Reservation>(logger);
    }

    public async Task<Page<StockCorrection>> CorrectionsAsync(string productId, PageRequest page, CancellationToken cancellation)
    {
        var found = await container.ListAsync(SystemProperties.SortKey, prefix: "", [], [], page, cancellation, productId);
        return new(found.Items.ReadValid<StockCorrection>(logger), found.ContinuationToken);
    }

    public Task<bool> TryCreateAsync(ProductStock stock, CancellationToken cancellation)
    {
        var (writeId, document) = Stamped(Document(stock));
        return writes.RunAsync(async timeout =>
        {
            using var content = new MemoryStream(document, writable: false);
            using var response = await container.Container.CreateItemStreamAsync(
                content, new PartitionKey(stock.ProductId), cancellationToken: timeout);
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(stock.ProductId, Documents.StockId, writeId, ifMatch: null), cancellation);
    }

    public async Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var documents = DocumentsOf(transaction, writeId);
        string? existing = null;
        var written = await writes.RunAsync(async timeout =>
        {
            using var response = await BatchOf(transaction, documents).ExecuteAsync(timeout);
            // The documents come before the stock, in the same order.
            existing = documents
                .Where((document, n) => document.ETag is null && n < response.Count && response[n].StatusCode == HttpStatusCode.Conflict)
                .Select(document => document.Key).FirstOrDefault();
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(transaction.ProductId, documents[0].Id, writeId, documents[0].ETag), cancellation);
        return written ? StockWriteResult.Written : new(false, existing);
    }

    internal static byte[] Document(ProductStock stock)
    {
        var labels = string.Join(' ', Enum.GetValues<StockFilter>().Where(filter => filter.Finds(stock)));
        return labels.Length == 0 ? Documents.Write(stock) : Documents.Write(stock).With(SystemProperties.StockLabels, labels);
    }

    private TransactionalBatch BatchOf(StockTransaction transaction, List<StockDocument> documents)
    {
        var batch = container.Container.CreateTransactionalBatch(new PartitionKey(transaction.ProductId));
        foreach (var document in documents)
        {
            var content = new MemoryStream(document.Json, writable: false);
            if (document.ETag is null)
                batch.CreateItemStream(content);
            else
                batch.ReplaceItemStream(document.Id, content, new() { IfMatchEtag = document.ETag });
        }

        if (transaction.Stock is { } stock)
        {
            var content = new MemoryStream(Document(stock.Value), writable: false);
            batch.ReplaceItemStream(Documents.StockId, content, new() { IfMatchEtag = stock.ETag });
        }

        return batch;
    }

    /// <summary>
    /// The documents beside the stock. Each carries the write's id, and the first tells whether it was written, so corrections, which
    /// are never replaced, come first.
    /// </summary>
    private static List<StockDocument> DocumentsOf(StockTransaction transaction, string writeId)
    {
        List<StockDocument> documents =
        [
            .. transaction.Corrections.Select(correction => new StockDocument(
                correction.CorrectionId, Documents.CorrectionId(correction.CorrectionId),
                Documents.Write(correction).With(SystemProperties.SortKey, NewestFirst.KeyOf(correction.At, correction.CorrectionId)), null)),
            .. transaction.Created.Select(reservation => new StockDocument(
                reservation.OrderId, Documents.ReservationId(reservation.OrderId), Documents.Write(reservation), null)),
            .. transaction.Replaced.Select(reservation => new StockDocument(
                reservation.Value.OrderId, Documents.ReservationId(reservation.Value.OrderId), Documents.Write(reservation.Value),
                reservation.ETag)),
        ];
        return documents.ConvertAll(document => document with { Json = document.Json.With(SystemProperties.WriteId, writeId) });
    }

    private async Task<WriteOutcome> ReadBackAsync(string productId, string id, string writeId, string? ifMatch)
    {
        if (await container.FindAsync(id, productId, CancellationToken.None) is not { } stored)
            return ifMatch is null ? WriteOutcome.NotWritten : WriteOutcome.Superseded;
        if (stored.ETag == ifMatch)
            return WriteOutcome.NotWritten;

        // A reservation of this write that was released since looks like another writer's: the retry finds it and reads it.
        return stored.Json.HasWriteId(writeId) ? WriteOutcome.Written : WriteOutcome.Superseded;
    }

    private static (string WriteId, byte[] Document) Stamped(byte[] document)
    {
        var writeId = SystemProperties.NewWriteId();
        return (writeId, document.With(SystemProperties.WriteId, writeId));
    }

    /// <param name="Key">As <see cref="StockWriteResult.Existing"/> names it.</param>
    /// <param name="ETag">Of the document to replace; null to create it.</param>
    private sealed record StockDocument(string Key, string Id, byte[] Json, string? ETag);
}
