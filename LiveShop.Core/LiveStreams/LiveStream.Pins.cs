using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>The most pins of a stream, few enough for one message.</summary>
    public const int MaxPins = 50;

    /// <summary>
    /// Pins a product at the end or at a place. A product that is pinned already becomes active, and moves when a place is given.
    /// </summary>
    /// <param name="displayOrder">0 to 49; a place past the end is the end; null for the end.</param>
    /// <param name="isActive">False pins it hidden, for the run of show; a product that is pinned already stays as it is.</param>
    /// <returns>Refused as <c>validation</c>, <c>not-found</c> when the product is deleted, or <c>pin-limit</c>.</returns>
    public Result<StateTransition> Pin(Product product, int? displayOrder, ChangeOrigin origin, bool isActive = true)
    {
        if (displayOrder is < 0 or >= MaxPins)
            return new Refusal.Invalid("displayOrder", $"Must be between 0 and {MaxPins - 1}.");
        if (product.IsDeleted)
            return new Refusal.NotFound("product", product.Id);
        if (Find(product.Id) is { } pinned)
            return PinAgain(isActive ? pinned.Activated() : pinned, pinned, displayOrder, origin);
        if (PinnedProducts.Count >= MaxPins)
            return PinLimit;

        var pin = new PinnedProduct(product.Id, origin.At, 0, isActive, product.Card, product.Version, product.AvailabilityVersion);
        return WithPins(Inserted(PinnedProducts, pin, displayOrder ?? PinnedProducts.Count))
            .Next(this, LiveStreamAction.ProductPinned, origin, product.Id, copied: pin);
    }

    /// <summary>Hides a pinned product from customers or shows it again; it keeps its place.</summary>
    public Result<StateTransition> SetActive(string productId, bool isActive, ChangeOrigin origin)
    {
        if (Find(productId) is not { } pin)
            return new Refusal.NotFound("pinned product", productId);
        if (pin.IsActive == isActive)
            return Unchanged();

        var action = isActive ? LiveStreamAction.ProductShown : LiveStreamAction.ProductHidden;
        return Replaced(pin, isActive ? pin.Activated() : Hidden(pin))
            .Next(this, action, origin, productId, before: new(Pin: pin));
    }

    /// <summary>Removes a pin; a product that is not pinned changes nothing.</summary>
    public Result<StateTransition> Unpin(string productId, ChangeOrigin origin) =>
        Find(productId) is { } pin
            ? Without(pin, origin)
            : Unchanged();

    /// <summary>Puts the pins in a new order.</summary>
    /// <param name="productIds">
    /// All pinned products; any other list is refused as <c>order-mismatch</c>, because its sender has not seen the latest pins.
    /// </param>
    public Result<StateTransition> Reorder(IReadOnlyList<string>? productIds, ChangeOrigin origin)
    {
        if (productIds is null)
            return new Refusal.Invalid("productIds", "Must be given.");

        var order = PinnedProducts.Select(pin => pin.ProductId).ToList();
        if (productIds.SequenceEqual(order))
            return Unchanged();
        if (productIds.Count != order.Count || !productIds.ToHashSet().SetEquals(order))
        {
            return new Refusal.Conflict<LiveStream>(
                "order-mismatch", "The list must hold exactly the products that are pinned, each once.", this);
        }

        return WithPins(productIds.Select(id => Find(id)!))
            .Next(this, LiveStreamAction.ProductsReordered, origin, before: new(Order: order));
    }

    private Result<StateTransition> PinAgain(PinnedProduct again, PinnedProduct pin, int? displayOrder, ChangeOrigin origin)
    {
        var others = PinnedProducts.Where(p => p != pin).ToList();
        var moved = WithPins(Inserted(others, again, displayOrder ?? pin.DisplayOrder));
        if (moved.PinnedProducts.SequenceEqual(PinnedProducts))
            return Unchanged();

        var action = moved.Find(pin.ProductId)!.DisplayOrder == pin.DisplayOrder
            ? LiveStreamAction.ProductShown : LiveStreamAction.ProductMoved;
        return moved.Next(this, action, origin, pin.ProductId, before: new(Pin: pin));
    }

    private Refusal PinLimit =>
        new Refusal.Conflict<LiveStream>("pin-limit", $"At most {MaxPins} products can be pinned to a stream.", this);

    private StateTransition Without(PinnedProduct pin, ChangeOrigin origin) =>
        WithPins(PinnedProducts.Where(p => p != pin))
            .Next(this, LiveStreamAction.ProductUnpinned, origin, pin.ProductId, before: new(Pin: pin));

    private PinnedProduct? Find(string productId) => PinnedProducts.FirstOrDefault(pin => pin.ProductId == productId);

    private LiveStream Replaced(PinnedProduct pin, PinnedProduct by) => WithPins(PinnedProducts.Select(p => p == pin ? by : p));

    private LiveStream WithPins(IEnumerable<PinnedProduct> pins) => this with { PinnedProducts = Numbered(pins) };

    private static List<PinnedProduct> Inserted(IReadOnlyList<PinnedProduct> pins, PinnedProduct pin, int place)
    {
        var list = pins.ToList();
        list.Insert(Math.Min(place, list.Count), pin);
        return list;
    }

    private static List<PinnedProduct> Numbered(IEnumerable<PinnedProduct> pins) =>
        pins.Select((pin, place) => pin.DisplayOrder == place ? pin : pin with { DisplayOrder = place }).ToList();
}
