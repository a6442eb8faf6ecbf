using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>
    /// The pin that the run of show shows next: the first hidden one in display order, and those that the show has already shown
    /// only after all others.
    /// </summary>
    private PinnedProduct? NextInRunOfShow => PinnedProducts.Where(pin => !pin.IsActive).MinBy(pin => pin.WasShown);

    /// <summary>Makes a pinned product active and the first.</summary>
    /// <param name="productId">Null for the next of the run of show.</param>
    /// <returns>Refused as <c>not-found</c> when it is not pinned, or <c>nothing-next</c> when no pin is hidden.</returns>
    public Result<StateTransition> Feature(string? productId, ChangeOrigin origin)
    {
        if (productId is null && NextInRunOfShow is null)
            return new Refusal.Conflict<LiveStream>("nothing-next", "No hidden product is left to show.", this);
        if ((productId is null ? NextInRunOfShow : Find(productId)) is not { } pin)
            return new Refusal.NotFound("pinned product", productId!);

        var featured = WithPins([pin.Activated(), .. PinnedProducts.Where(other => other != pin)]);
        return featured.PinnedProducts.SequenceEqual(PinnedProducts)
            ? Unchanged()
            : featured.Next(this, LiveStreamAction.ProductFeatured, origin, pin.ProductId, before: new(Pin: pin));
    }

    /// <summary>Hides all active pins at once; they keep their places.</summary>
    public Result<StateTransition> HideAll(ChangeOrigin origin) =>
        SetAllActive([.. PinnedProducts.Select(pin => pin.ProductId)], false, origin);

    /// <summary>Changes what is given of a pin, each in a change of its own.</summary>
    /// <returns>Refused as <c>validation</c>, or <c>not-found</c> when it is not pinned.</returns>
    public Result<StateTransition> EditPin(string productId, PinEdit edit, ChangeOrigin origin)
    {
        if (edit.Check().Failed(out var refusal))
            return refusal;
        if (Find(productId) is null)
            return new Refusal.NotFound("pinned product", productId);

        var noted = edit.Note.IsGiven ? SetNote(productId, edit.Note.Value.TrimToNull(), origin) : Unchanged();
        return edit.IsActive is { IsGiven: true, Value: { } isActive }
            ? noted.Stream.SetActive(productId, isActive, origin).Map(active => active.After(noted))
            : noted;
    }

    private StateTransition SetAllActive(IReadOnlyList<string> productIds, bool isActive, ChangeOrigin origin)
    {
        var changed = PinnedProducts.Where(pin => pin.IsActive != isActive).Select(pin => pin.ProductId).Intersect(productIds).ToList();
        if (changed.Count == 0)
            return Unchanged();

        var next = WithPins(PinnedProducts.Select(pin =>
            !changed.Contains(pin.ProductId) ? pin : isActive ? pin.Activated() : Hidden(pin)));
        return isActive
            ? next.Next(this, LiveStreamAction.ProductsShown, origin, before: new(Hidden: changed))
            : next.Next(this, LiveStreamAction.ProductsHidden, origin, before: new(Shown: changed));
    }

    private StateTransition SetNote(string productId, string? note, ChangeOrigin origin)
    {
        var pin = Find(productId)!;
        return pin.Note == note
            ? Unchanged()
            : Replaced(pin, pin with { Note = note }).Next(this, LiveStreamAction.ProductNoted, origin, productId, before: new(Pin: pin));
    }

    private PinnedProduct Hidden(PinnedProduct pin) =>
        pin with { IsActive = false, WasShown = Status == LiveStreamStatus.Live };
}

/// <summary>A partial update of a pin: a field that is left out stays, a null note is removed.</summary>
public sealed record PinEdit(Optional<bool?> IsActive = default, Optional<string?> Note = default)
{
    internal Validation Check() => new Validation()
        .Check(Note.IsGiven || IsActive.IsGiven, "isActive", "Must be true or false.")
        .Check(IsActive is not { IsGiven: true, Value: null }, "isActive", "Must be true or false.")
        .Text(Note.Value, "note", PinnedProduct.MaxNoteLength, required: false);
}
