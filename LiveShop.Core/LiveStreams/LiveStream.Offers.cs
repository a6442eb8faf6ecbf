using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>The offer of a product that customers of this stream see now; null when there is none.</summary>
    public Offer? OfferShown(string productId, DateTimeOffset now) =>
        Status == LiveStreamStatus.Live && Find(productId) is { IsActive: true, Offer: { } offer } && offer.IsRunning(now) ? offer : null;

    /// <summary>An offer that was not withdrawn and still holds for what was put in a cart while it ran.</summary>
    public Offer? OfferInCarts(string productId, long offerId, DateTimeOffset now) =>
        Find(productId)?.Offer is { } offer && offer.Id == offerId && offer.HoldsInCarts(now) ? offer : null;

    /// <summary>Offers a pinned product at a lower price from now on, in place of an offer that it has.</summary>
    /// <returns>Refused as <c>validation</c>, or <c>not-found</c> when it is not pinned or deleted.</returns>
    public Result<StateTransition> SetOffer(Product product, OfferTerms terms, ChangeOrigin origin)
    {
        if (product.IsDeleted)
            return new Refusal.NotFound("product", product.Id);
        if (Find(product.Id) is not { } pin)
            return new Refusal.NotFound("pinned product", product.Id);
        if (terms.Check(product, origin.At) is { } refusal)
            return refusal;

        var offer = new Offer(
            Version + 1, origin.At, terms.EndAfter(origin.At), product.LowestPriceUntil(origin.At), terms.Price, terms.PercentOff);
        return WithOffer(pin, offer, origin);
    }

    /// <summary>Withdraws an offer, for carts too; a product without one does not change.</summary>
    public Result<StateTransition> WithdrawOffer(string productId, ChangeOrigin origin) =>
        Find(productId) is not { } pin ? new Refusal.NotFound("pinned product", productId)
        : pin.Offer is null ? Unchanged()
        : WithOffer(pin, null, origin);

    private StateTransition WithOffer(PinnedProduct pin, Offer? offer, ChangeOrigin origin) =>
        Replaced(pin, pin with { Offer = offer }).Next(
            this, offer is null ? LiveStreamAction.OfferWithdrawn : LiveStreamAction.OfferSet, origin, pin.ProductId, before: new(Pin: pin));
}
