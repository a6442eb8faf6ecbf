using LiveShop.Core.LiveStreams;

namespace LiveShop.Core.Carts;

/// <summary>The offers that hold for the items of a cart at a time.</summary>
public sealed class HeldOffers
{
    public static readonly HeldOffers None = new([], default);

    private readonly Dictionary<string, LiveStream> streams;
    private readonly DateTimeOffset now;

    private HeldOffers(Dictionary<string, LiveStream> streams, DateTimeOffset now) => (this.streams, this.now) = (streams, now);

    /// <summary>Reads the streams of the offers; a cart without any costs no read.</summary>
    public static async Task<HeldOffers> ReadAsync(Cart cart, ILiveStreamStore streams, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = cart.Items.Select(item => item.Offer?.StreamId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
            return None;

        var found = await Task.WhenAll(ids.Select(id => streams.FindAsync(id, cancellation)));
        return new(found.Where(stream => stream is not null).ToDictionary(stream => stream!.Value.StreamId, stream => stream!.Value), now);
    }

    /// <summary>Null when none holds: it was withdrawn, or ended longer ago than <see cref="Offer.CartGrace"/>.</summary>
    public Offer? Of(CartItem item) => item.Offer is { } held && streams.GetValueOrDefault(held.StreamId) is { } stream
        ? stream.OfferInCarts(item.ProductId, held.OfferId, now)
        : null;
}
