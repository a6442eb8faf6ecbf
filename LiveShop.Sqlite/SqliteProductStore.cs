using System.Text.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Products, with their stocks, and their journals in the data file.</summary>
public sealed class SqliteProductStore(SqliteStorage storage) : IProductStore
{
    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        storage.ReadAsync(session => session.Find(
            """
            SELECT product.body, product.lsn, stock.body FROM documents product
            LEFT JOIN documents stock
                ON stock.container = product.container AND stock.partition_key = product.partition_key AND stock.id = $stock
            WHERE product.container = $container AND product.partition_key = $id AND product.id = $id
            """,
            row => new Stored<Product>(
                Documents.Read<Product>(row.GetFieldValue<byte[]>(0))
                    .WithStock(row.IsDBNull(2) ? null : Documents.Read<ProductStock>(row.GetFieldValue<byte[]>(2))),
                LsnETag.Of(row.GetInt64(1))),
            ("$container", ContainerNames.Catalog), ("$id", id), ("$stock", Documents.StockId)), cancellation);

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];

        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT id, body FROM documents
            WHERE container = $container AND partition_key IN (SELECT value FROM json_each($keys)) AND id IN (partition_key, $stock)
            """,
            DocumentReads.WithId, ("$container", ContainerNames.Catalog), ("$keys", JsonSerializer.Serialize(ids)),
            ("$stock", Documents.StockId)), cancellation);
        return rows.Where(row => row.Id != Documents.StockId).ReadValid<Product>(storage.Logger)
            .WithStocks(rows.Where(row => row.Id == Documents.StockId).ReadValid<ProductStock>(storage.Logger));
    }

    public Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation)
    {
        var (state, entry, stock) = (RowOf(product), RowOf(change), SqliteStockStore.RowOf(ProductStock.Of(product)));
        return storage.WriteAsync(writes => writes.Insert(state) && writes.Insert(entry) && writes.Insert(stock), cancellation);
    }

    public Task<bool> TrySaveAsync(
        Product product, ProductChange change, string ifMatch, Stored<ProductStock>? stock, CancellationToken cancellation)
    {
        var (state, entry) = (RowOf(product), RowOf(change));
        var pieces = stock is null ? null : SqliteStockStore.RowOf(stock.Value);
        return storage.WriteAsync(writes =>
            writes.Replace(state, ifMatch) && writes.Insert(entry) && (pieces is null || writes.Replace(pieces, stock!.ETag)),
            cancellation);
    }

    public async Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation)
    {
        var found = await storage.ListAsync<Product>(
            ContainerNames.Catalog, prefix: "", SearchText.WordsOf(search), page, cancellation, ConditionOf(stock));
        var stocks = await storage.StocksOfAsync(found.Items.Select(product => product.Id), cancellation);
        return found with { Items = found.Items.WithStocks(stocks) };
    }

    public Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation) =>
        storage.ChangesAsync<ProductChange>(ContainerNames.Catalog, id, after, limit, cancellation);

    // Searches the JSON as text, since parsing it takes longer. Only a property's name is followed by a colon, because quotation
    // marks within texts are escaped.
    private static string? ConditionOf(StockFilter? stock) => stock switch
    {
        null => null,
        StockFilter.SoldOut => StockLike("GLOB '*\"available\":0[,}]*'"),
        _ => StockLike(
            $"GLOB '*\"available\":[1-9][,}}]*' OR CAST(stock.body AS TEXT) GLOB '*\"available\":{Availabilities.LowStock}[,}}]*'"),
    };

    private static string StockLike(string pattern) =>
        $"""
        EXISTS (SELECT 1 FROM documents stock
            WHERE stock.container = documents.container AND stock.partition_key = documents.partition_key
                AND stock.id = '{Documents.StockId}' AND (CAST(stock.body AS TEXT) {pattern}))
        """;

    private static DocumentRow RowOf(Product product) =>
        new(ContainerNames.Catalog, product.Id, product.Id, Documents.ProductType, product.Version, Documents.Write(product))
        {
            ListKey = product.IsDeleted ? null : product.SearchText,
        };

    private static DocumentRow RowOf(ProductChange change) =>
        new(ContainerNames.Catalog, change.ProductId, Documents.ChangeId(change.Version), Documents.ChangeType, change.Version, Documents.Write(change));
}
