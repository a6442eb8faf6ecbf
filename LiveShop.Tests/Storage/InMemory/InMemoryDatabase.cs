using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

/// <summary>Documents that the stores of all instances share, with events in place of change feeds.</summary>
internal sealed class InMemoryDatabase
{
    private readonly List<LiveStreamChange> journal = [];
    private readonly List<ProductChange> productJournal = [];

    public event Action<LiveStreamChange>? StreamChanged;

    public event Action<Product>? ProductChanged;

    public event Action<ProductStock>? StockChanged;

    public Table<LiveStream> Streams { get; } = new();

    public Table<Product> Products { get; } = new();

    public Table<Cart> Carts { get; } = new();

    public Table<ShopSettings> Settings { get; } = new();

    public Table<Order> Orders { get; init; } = new();

    public Table<ProductStock> Stocks { get; init; } = new();

    /// <summary>By product and order, as <c>product/order</c>.</summary>
    public Table<Reservation> Reservations { get; init; } = new();

    /// <summary>By product and correction, as <c>product/correction</c>.</summary>
    public Table<StockCorrection> Corrections { get; init; } = new();

    public LiveStream Stream(string id) => Streams.Find(id)!.Value;

    public Product Product(string id) => FindProduct(id)!.Value;

    /// <summary>A product with its stock.</summary>
    public Stored<Product>? FindProduct(string id) =>
        Products.Find(id) is { } found ? found with { Value = found.Value.WithStock(Stocks.Find(id)?.Value) } : null;

    /// <summary>Writes both or nothing.</summary>
    public bool Save(Product product, string ifMatch, Stored<ProductStock>? stock)
    {
        lock (Stocks)
        {
            return (stock is null || Stocks.Find(product.Id)?.ETag == stock.ETag)
                && Products.TrySave(product.Id, product, ifMatch)
                && (stock is null || Stocks.TrySave(product.Id, stock.Value, stock.ETag));
        }
    }

    public IReadOnlyList<LiveStreamChange> JournalOf(string streamId)
    {
        lock (journal)
            return journal.Where(change => change.StreamId == streamId).ToList();
    }

    public bool Write(Func<bool> condition, IReadOnlyList<LiveStreamChange> changes)
    {
        lock (journal)
        {
            if (!condition())
                return false;
            journal.AddRange(changes);
        }

        foreach (var change in changes)
            StreamChanged?.Invoke(change);
        return true;
    }

    /// <summary>Writes all of the transaction or nothing.</summary>
    public StockWriteResult Write(StockTransaction transaction)
    {
        var result = TryWrite(transaction);
        if (result.IsWritten && transaction.Stock is { } stock)
            StockChanged?.Invoke(stock.Value);
        return result;
    }

    private StockWriteResult TryWrite(StockTransaction transaction)
    {
        lock (Stocks)
        {
            var productId = transaction.ProductId;
            if (transaction.Created.FirstOrDefault(created => Reservations.Find($"{productId}/{created.OrderId}") is not null) is { } taken)
                return new(false, taken.OrderId);
            if (transaction.Corrections.FirstOrDefault(created =>
                Corrections.Find($"{productId}/{created.CorrectionId}") is not null) is { } corrected)
                return new(false, corrected.CorrectionId);
            if (transaction.Replaced.Any(replaced => Reservations.Find($"{productId}/{replaced.Value.OrderId}")?.ETag != replaced.ETag)
                || (transaction.Stock is { } stock && !Stocks.TrySave(productId, stock.Value, stock.ETag)))
            {
                return StockWriteResult.Lost;
            }

            foreach (var created in transaction.Created)
                Reservations.TryCreate($"{productId}/{created.OrderId}", created);
            foreach (var replaced in transaction.Replaced)
                Reservations.TrySave($"{productId}/{replaced.Value.OrderId}", replaced.Value, replaced.ETag);
            foreach (var correction in transaction.Corrections)
                Corrections.TryCreate($"{productId}/{correction.CorrectionId}", correction);
            return StockWriteResult.Written;
        }
    }

    public IReadOnlyList<ProductChange> JournalOfProduct(string productId)
    {
        lock (productJournal)
            return productJournal.Where(change => change.ProductId == productId).ToList();
    }

    public bool Write(Func<bool> condition, Product product, ProductChange change)
    {
        lock (productJournal)
        {
            if (!condition())
                return false;
            productJournal.Add(change);
        }

        ProductChanged?.Invoke(product);
        return true;
    }
}
