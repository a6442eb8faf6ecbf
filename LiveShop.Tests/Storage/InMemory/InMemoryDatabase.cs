using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Tests.Storage.InMemory;

/// <summary>Documents that the stores of all instances share, with events in place of change feeds.</summary>
internal sealed class InMemoryDatabase
{
    private readonly List<LiveStreamChange> journal = [];
    private readonly List<ProductChange> productJournal = [];

    public event Action<LiveStreamChange>? StreamChanged;

    public event Action<Product>? ProductChanged;

    public Table<LiveStream> Streams { get; } = new();

    public Table<Product> Products { get; } = new();

    public Table<Cart> Carts { get; } = new();

    public Table<ShopSettings> Settings { get; } = new();

    public LiveStream Stream(string id) => Streams.Find(id)!.Value;

    public Product Product(string id) => Products.Find(id)!.Value;

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
