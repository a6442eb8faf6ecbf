using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.LiveStreams;

/// <summary>The content of a stream without its version and the time of its last change.</summary>
internal sealed record StreamContent(LiveStreamDetails Details, LiveStreamBroadcast Broadcast, IReadOnlyList<PinnedProduct> Pins)
{
    public static StreamContent Of(LiveStream stream) => new(stream.Details, stream.Broadcast, stream.PinnedProducts);
}

/// <summary>Takes a change back with nothing but the state after it and its journal entry.</summary>
internal static class Undo
{
    public static StreamContent Of(LiveStreamChange change, StreamContent after) => change.Action switch
    {
        LiveStreamAction.Edited => after with { Details = change.Before!.Details! },
        LiveStreamAction.Started or LiveStreamAction.Stopped => after with { Broadcast = change.Before!.Broadcast! },
        LiveStreamAction.ProductPinned => after with { Pins = Numbered(Without(after.Pins, change.ProductId!)) },
        LiveStreamAction.ProductsReordered => after with { Pins = Numbered(change.Before!.Order!.Select(id => after.Pins.Single(pin => pin.ProductId == id))) },
        LiveStreamAction.ProductsHidden => after with
        {
            Pins = [.. after.Pins.Select(pin => change.Before!.Shown!.Contains(pin.ProductId) ? pin with { IsActive = true, WasShown = false } : pin)],
        },
        LiveStreamAction.ProductMoved or LiveStreamAction.ProductShown or LiveStreamAction.ProductHidden
            or LiveStreamAction.ProductFeatured or LiveStreamAction.ProductNoted or LiveStreamAction.ProductUnpinned or LiveStreamAction.ProductRefreshed => after with { Pins = PutBack(after.Pins, change.Before!.Pin!) },
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Action, "It cannot be taken back."),
    };

    private static List<PinnedProduct> PutBack(IReadOnlyList<PinnedProduct> pins, PinnedProduct pin)
    {
        var others = Without(pins, pin.ProductId).ToList();
        others.Insert(pin.DisplayOrder, pin);
        return Numbered(others);
    }

    private static IEnumerable<PinnedProduct> Without(IReadOnlyList<PinnedProduct> pins, string productId) =>
        pins.Where(pin => pin.ProductId != productId);

    private static List<PinnedProduct> Numbered(IEnumerable<PinnedProduct> pins) =>
        [.. pins.Select((pin, place) => pin with { DisplayOrder = place })];
}
