using System.Collections.Concurrent;
using LiveShop.Core.Stock;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Remembers, in this process, up to which <see cref="ProductStock.AvailabilityVersion"/> of each product the streams were updated.
/// A version that is not remembered costs another read of the streams and nothing else.
/// </summary>
internal sealed class HandledAvailability
{
    private const int MaxProducts = 100_000;

    private readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);

    public bool IsNew(ProductStock stock) => stock.AvailabilityVersion > versions.GetValueOrDefault(stock.ProductId);

    public void Add(IEnumerable<ProductStock> stocks)
    {
        if (versions.Count >= MaxProducts)
            versions.Clear();
        foreach (var stock in stocks)
            versions.AddOrUpdate(stock.ProductId, stock.AvailabilityVersion, (_, known) => Math.Max(known, stock.AvailabilityVersion));
    }
}
