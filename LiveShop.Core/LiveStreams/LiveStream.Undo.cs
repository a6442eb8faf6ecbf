using LiveShop.Core.Products;
using LiveShop.Core.Results;
using static LiveShop.Core.LiveStreams.LiveStreamSubject.Part;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>How long a change can be undone.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromHours(1);

    /// <summary>Reverts a change by a new one, which can be undone itself.</summary>
    /// <param name="changes">The journal from that change to this state.</param>
    /// <param name="products">The products that come back with the change as they are now, null for those that are gone.</param>
    /// <returns>
    /// Refused as <c>not-found</c>, <c>undo-expired</c>, <c>not-undoable</c>, <c>overtaken</c> when a later change touched the same
    /// thing, <c>product-deleted</c> or <c>pin-limit</c>.
    /// </returns>
    public Result<StateTransition> Undo(
        long version, IReadOnlyList<LiveStreamChange> changes, IReadOnlyDictionary<string, Product?> products, ChangeOrigin origin)
    {
        var undoable = UndoableChange.Of(this, version, changes, origin.At);
        if (!undoable.IsAccepted)
            return undoable.Refusal;

        return Revert(undoable.Value, products, origin).Map(transition => transition.Change is { } change
            ? transition with { Change = change with { Undoes = version } }
            : transition);
    }

    private Result<StateTransition> Revert(
        UndoableChange undoable, IReadOnlyDictionary<string, Product?> products, ChangeOrigin origin)
    {
        var (change, before) = (undoable.Change, undoable.Change.Before);
        return change.Action switch
        {
            LiveStreamAction.Edited => RevertDetails(undoable, before!.Details!, origin),
            LiveStreamAction.Started or LiveStreamAction.Stopped => RevertBroadcast(before!.Broadcast!, products, origin),
            LiveStreamAction.ProductPinned => Unpin(change.ProductId!, origin),
            LiveStreamAction.ProductUnpinned => PinBack(before!.Pin!, products.GetValueOrDefault(change.ProductId!), origin),
            LiveStreamAction.ProductNoted => SetNote(change.ProductId!, before!.Pin!.Note, origin),
            LiveStreamAction.OfferSet or LiveStreamAction.OfferWithdrawn => WithOffer(Find(change.ProductId!)!, before!.Pin!.Offer, origin),
            LiveStreamAction.ProductsReordered => Reorder(OrderBackTo(before!.Order!), origin),
            LiveStreamAction.ProductsHidden => SetAllActive(before!.Shown!, true, origin),
            LiveStreamAction.ProductsShown => SetAllActive(before!.Hidden!, false, origin),
            _ => RevertPosition(before!.Pin!, undoable.Subjects, origin),
        };
    }

    private StateTransition RevertDetails(UndoableChange undoable, LiveStreamDetails before, ChangeOrigin origin)
    {
        var fields = undoable.Subjects.Select(subject => subject.Id!).ToHashSet();
        return With(Details.With(fields, before)).Next(this, LiveStreamAction.Edited, origin, before: new(Details: Details));
    }

    private StateTransition RevertBroadcast(
        LiveStreamBroadcast before, IReadOnlyDictionary<string, Product?> products, ChangeOrigin origin)
    {
        if (before.Status != LiveStreamStatus.Live)
            return Reverted(this, LiveStreamAction.Stopped);

        // A stream that has ended keeps the cards that it showed.
        var (current, copies) = WithCardsOf(products, origin with { By = Actor.System });
        return Reverted(current, LiveStreamAction.Started) with { Earlier = copies };

        StateTransition Reverted(LiveStream stream, LiveStreamAction action) =>
            (stream with { Status = before.Status, StartedAt = before.StartedAt, EndedAt = before.EndedAt })
                .Next(stream, action, origin, before: new(Broadcast: Broadcast));
    }

    private Result<StateTransition> PinBack(PinnedProduct before, Product? product, ChangeOrigin origin)
    {
        if (product is null or { IsDeleted: true })
            return new Refusal.Conflict<LiveStream>("product-deleted", "The product is no longer in the shop.", this);
        if (PinnedProducts.Count >= MaxPins)
            return PinLimit;

        // A lower version is of a product that was created anew under the id of one that is long gone.
        var pin = product.Version >= before.ProductVersion ? before.With(product) : before.ReplacedBy(product);
        return WithPins(Inserted(PinnedProducts, pin, before.DisplayOrder))
            .Next(this, LiveStreamAction.ProductPinned, origin, product.Id, copied: pin);
    }

    private StateTransition RevertPosition(PinnedProduct before, IReadOnlyList<LiveStreamSubject> subjects, ChangeOrigin origin)
    {
        var pin = Find(before.ProductId)!;
        var isMoved = subjects.Any(subject => subject.Kind == Place);
        var reverted = subjects.Any(subject => subject.Kind == Activity)
            ? pin with { IsActive = before.IsActive, WasShown = before.WasShown } : pin;
        var next = WithPins(Inserted(
            [.. PinnedProducts.Where(other => other != pin)], reverted, isMoved ? before.DisplayOrder : pin.DisplayOrder));
        if (next.PinnedProducts.SequenceEqual(PinnedProducts))
            return Unchanged();

        var action = isMoved ? LiveStreamAction.ProductMoved
            : reverted.IsActive ? LiveStreamAction.ProductShown : LiveStreamAction.ProductHidden;
        return next.Next(this, action, origin, pin.ProductId, before: new(Pin: pin));
    }

    private List<string> OrderBackTo(IReadOnlyList<string> order)
    {
        var back = order.Where(id => Find(id) is not null).ToList();
        foreach (var pin in PinnedProducts.Where(pin => !order.Contains(pin.ProductId)))
            back.Insert(Math.Min(pin.DisplayOrder, back.Count), pin.ProductId);
        return back;
    }
}
