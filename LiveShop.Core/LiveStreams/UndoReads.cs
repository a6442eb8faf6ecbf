using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>Reads what an undo is decided on: the journal from the change on, and the products that come back with it.</summary>
internal sealed class UndoReads(ILiveStreamStore streams, IProductStore products, long version)
{
    private const int PageSize = 200;

    /// <summary>More changes in an hour than any show makes; beyond that the change is refused as not undoable.</summary>
    private const int MaxChanges = 2_000;

    public IReadOnlyList<LiveStreamChange> Changes { get; private set; } = [];

    /// <summary>Reads after the stream, so that the journal has at least the changes that led to it.</summary>
    public async Task<IReadOnlyDictionary<string, Product?>> ReadAsync(Task<Stored<LiveStream>?> finding, CancellationToken cancellation)
    {
        if (await finding is not { Value: var stream } || version < 1 || version > stream.Version)
            return new Dictionary<string, Product?>();

        var changes = new List<LiveStreamChange>();
        IReadOnlyList<LiveStreamChange> page;
        do
        {
            page = await streams.ChangesAsync(stream.StreamId, version - 1 + changes.Count, PageSize, cancellation);
            changes.AddRange(page);
        }
        while (page.Count == PageSize && changes.Count < MaxChanges);

        Changes = [.. changes.Where(change => change.Version <= stream.Version)];
        IReadOnlyCollection<string> ids = Changes switch
        {
            [{ Action: LiveStreamAction.ProductUnpinned, ProductId: { } productId }, ..] => [productId],
            // A stream that has ended keeps the cards that it showed.
            [{ Action: LiveStreamAction.Stopped }, ..] => [.. stream.PinnedProducts.Select(pin => pin.ProductId)],
            _ => [],
        };
        if (ids.Count == 0)
            return new Dictionary<string, Product?>();

        var found = await products.FindManyAsync(ids, cancellation);
        return ids.ToDictionary(id => id, id => found.FirstOrDefault(product => product.Id == id));
    }
}
