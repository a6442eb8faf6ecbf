using System.Globalization;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>The stock of products with its reservations and corrections in the data file.</summary>
public sealed class SqliteStockStore(SqliteStorage storage) : IStockStore
{
    public Task<Stored<ProductStock>?> FindAsync(string productId, CancellationToken cancellation) =>
        storage.FindAsync<ProductStock>(ContainerNames.Catalog, productId, Documents.StockId, cancellation);

    public Task<IReadOnlyList<ProductStock>> FindManyAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellation) =>
        storage.StocksOfAsync(productIds, cancellation);

    public Task<Stored<Reservation>?> FindReservationAsync(string productId, string orderId, CancellationToken cancellation) =>
        storage.FindAsync<Reservation>(ContainerNames.Catalog, productId, Documents.ReservationId(orderId), cancellation);

    public async Task<StockCorrection?> FindCorrectionAsync(string productId, string id, CancellationToken cancellation) =>
        (await storage.FindAsync<StockCorrection>(ContainerNames.Catalog, productId, Documents.CorrectionId(id), cancellation))?.Value;

    public async Task<IReadOnlyList<Reservation>> HeldAsync(string productId, CancellationToken cancellation) =>
        [.. (await storage.FindByPrefixAsync<Reservation>(ContainerNames.Catalog, productId, Documents.ReservationId(""), cancellation))
            .Where(reservation => reservation.Status == ReservationStatus.Held)];

    // A correction is never written again, so the order of the last writes is that of the corrections.
    public async Task<Page<StockCorrection>> CorrectionsAsync(string productId, PageRequest page, CancellationToken cancellation)
    {
        var list = $"corrections/{productId}";
        var before = ContinuationTokens.Unwrap(list, page.ContinuationToken) is { } token
            ? long.Parse(token, CultureInfo.InvariantCulture)
            : long.MaxValue;
        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT id, body, lsn FROM documents
            WHERE container = $container AND partition_key = $productId AND id >= $prefix AND id < $end AND lsn < $before
            ORDER BY lsn DESC LIMIT $limit
            """,
            row => (Document: DocumentReads.WithId(row), Lsn: row.GetInt64(2)),
            ("$container", ContainerNames.Catalog), ("$productId", productId), ("$prefix", Documents.CorrectionId("")),
            ("$end", Documents.CorrectionId("\U0010FFFF")), ("$before", before), ("$limit", page.Limit + 1)), cancellation);
        var found = ContinuationTokens.PageOf(list, rows, page.Limit, row => row.Lsn.ToString(CultureInfo.InvariantCulture));
        return new(found.Items.Select(row => row.Document).ReadValid<StockCorrection>(storage.Logger), found.ContinuationToken);
    }

    public Task<bool> TryCreateAsync(ProductStock stock, CancellationToken cancellation)
    {
        var row = RowOf(stock);
        return storage.WriteAsync(writes => writes.Insert(row), cancellation);
    }

    public async Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation)
    {
        (string Id, DocumentRow Row)[] created =
        [
            .. transaction.Created.Select(reservation => (reservation.OrderId, RowOf(reservation))),
            .. transaction.Corrections.Select(correction => (correction.CorrectionId, RowOf(correction))),
        ];
        var replaced = transaction.Replaced.Select(reservation => (Row: RowOf(reservation.Value), reservation.ETag)).ToList();
        if (transaction.Stock is { } stock)
            replaced.Add((RowOf(stock.Value), stock.ETag));

        string? existing = null;
        var written = await storage.WriteAsync(writes =>
        {
            existing = created.FirstOrDefault(document => !writes.Insert(document.Row)).Id;
            return existing is null && replaced.TrueForAll(document => writes.Replace(document.Row, document.ETag));
        }, cancellation);
        return written ? StockWriteResult.Written : new(false, existing);
    }

    internal static DocumentRow RowOf(ProductStock stock) =>
        new(ContainerNames.Catalog, stock.ProductId, Documents.StockId, Documents.StockType, stock.Version, Documents.Write(stock));

    private static DocumentRow RowOf(Reservation reservation) => new(
        ContainerNames.Catalog, reservation.ProductId, Documents.ReservationId(reservation.OrderId), Documents.ReservationType, 1,
        Documents.Write(reservation))
    {
        Lifetime = reservation.Lifetime,
    };

    private static DocumentRow RowOf(StockCorrection correction) => new(
        ContainerNames.Catalog, correction.ProductId, Documents.CorrectionId(correction.CorrectionId), Documents.CorrectionType, 1,
        Documents.Write(correction));
}
