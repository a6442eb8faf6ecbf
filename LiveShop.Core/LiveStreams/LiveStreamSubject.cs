namespace LiveShop.Core.LiveStreams;

/// <summary>What a change of a stream is about, to tell whether a later change touched the same thing.</summary>
/// <param name="Kind">The part of the stream.</param>
/// <param name="Id">The product, or the name of the field; null for the stream or for all products.</param>
internal readonly record struct LiveStreamSubject(LiveStreamSubject.Part Kind, string? Id = null)
{
    internal enum Part
    {
        Details,
        Broadcast,
        Pin,
        Place,
        Activity,
        Note,
        Offer,
    }

    /// <summary>Whether both are the same, or one holds the other: a pin its parts, and the order all places.</summary>
    public bool Overlaps(LiveStreamSubject other) =>
        this == other
        || (Kind == Part.Place && other.Kind == Part.Place && (Id is null || other.Id is null))
        || (Id == other.Id && IsOfPin && other.IsOfPin && (Kind == Part.Pin || other.Kind == Part.Pin));

    private bool IsOfPin => Kind is not (Part.Details or Part.Broadcast);

    /// <param name="after">The details after the change.</param>
    public static IEnumerable<LiveStreamSubject> Of(LiveStreamChange change, LiveStreamDetails after) => change.Action switch
    {
        LiveStreamAction.Edited => change.Before!.Details!.FieldsOtherThanIn(after).Select(field => new LiveStreamSubject(Part.Details, field)),
        LiveStreamAction.Started or LiveStreamAction.Stopped => [new(Part.Broadcast)],
        LiveStreamAction.ProductPinned or LiveStreamAction.ProductUnpinned => [new(Part.Pin, change.ProductId)],
        LiveStreamAction.ProductNoted => [new(Part.Note, change.ProductId)],
        LiveStreamAction.OfferSet or LiveStreamAction.OfferWithdrawn => [new(Part.Offer, change.ProductId)],
        LiveStreamAction.ProductsReordered => [new(Part.Place)],
        LiveStreamAction.ProductsHidden => change.Before!.Shown!.Select(id => new LiveStreamSubject(Part.Activity, id)),
        LiveStreamAction.ProductsShown => change.Before!.Hidden!.Select(id => new LiveStreamSubject(Part.Activity, id)),
        var action when IsPosition(action) => OfPosition(change),
        _ => [],
    };

    /// <summary>Whether the action changes the place or the activity of one pin.</summary>
    public static bool IsPosition(LiveStreamAction action) => action
        is LiveStreamAction.ProductMoved or LiveStreamAction.ProductFeatured
        or LiveStreamAction.ProductShown or LiveStreamAction.ProductHidden;

    // Entries from before the position was kept may have changed both.
    private static IEnumerable<LiveStreamSubject> OfPosition(LiveStreamChange change)
    {
        var before = change.Before!.Pin!;
        if (before.DisplayOrder != change.After?.DisplayOrder)
            yield return new(Part.Place, change.ProductId);
        if (before.IsActive != change.After?.IsActive)
            yield return new(Part.Activity, change.ProductId);
    }
}
