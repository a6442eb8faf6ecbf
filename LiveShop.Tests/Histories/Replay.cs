using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>The journal's changes carried out one after the other on the model.</summary>
internal sealed class Replay
{
    private readonly History history;
    private readonly Dictionary<string, StreamCall> calls;
    private readonly List<StreamModel> states = [new()];

    private Replay(History history)
    {
        this.history = history;
        calls = history.Calls.ToDictionary(call => call.Id);
        foreach (var entry in history.Journal)
        {
            if (Wrong.Count == 0)
                Take(entry);
        }
    }

    /// <summary>Contradictions between the journal and the calls; the replay ends at the first.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The version that each changing call made.</summary>
    public Dictionary<StreamCall, long> Changes { get; } = [];

    public long Last => states.Count - 1;

    public static Replay Of(History history) => new(history);

    /// <returns>The state at a version, to try something on; null when the stream was never there.</returns>
    public StreamModel? At(long version) => version >= 1 && version <= Last ? states[(int)version].Copy() : null;

    private void Take(JournalEntry entry)
    {
        if (entry.Version != states.Count)
        {
            Wrong.Add($"The journal goes on with version {entry.Version} after {Last}.");
            return;
        }

        var model = states[^1].Copy();
        model.At = entry.At;
        // A start of an ended stream also copies its cards, as changes of the system within the same request.
        var outcome = !entry.FollowsFromProduct && calls.TryGetValue(entry.CallId ?? "", out var call)
            ? Give(call, entry, model) : Follow(entry, model);
        if (outcome != StreamModel.Changed)
            Wrong.Add($"{entry} changed what it could not change then: {outcome}");
        else if (model.Action != entry.Action)
            Wrong.Add($"{entry} was a change of another kind: {model.Action}");
        states.Add(model);
    }

    private string Give(StreamCall call, JournalEntry entry, StreamModel model)
    {
        if (!Changes.TryAdd(call, entry.Version))
            return $"it was done before, in version {Changes[call]}";
        if (call.By != entry.By)
            return $"it was asked for by {call.By}";
        var copiedFirst = history.Journal.Take((int)entry.Version - 1).Reverse()
            .TakeWhile(earlier => earlier.By == Actor.System.Name && earlier.CallId == entry.CallId).Count();
        if (call.IfMatch is { } seen && seen != entry.Version - 1 - copiedFirst)
            return $"it was asked for of version {seen}";
        if (entry.ProductId != call.Request.Product && !call.Request.ChoosesProduct)
            return $"it was asked for of {call.Request.Product}";

        var product = history.Products.FirstOrDefault(product => Is(product, entry));
        return product is null && entry.ProductVersion is not null ? "there was no such product" : call.Request.Apply(model, product);
    }

    // The shop's own: a product's change that reaches the stream.
    private string Follow(JournalEntry entry, StreamModel model)
    {
        if (!entry.FollowsFromProduct)
            return "nobody asked for it";
        if (model.Pins.Find(pin => pin.Id == entry.ProductId) is not { } pin)
            return "it follows from no product that is pinned";

        var product = entry.Action == LiveStreamAction.ProductUnpinned
            ? history.Products.FirstOrDefault(product => product.ProductId == pin.Id && product.Version > pin.Version && product.IsDeleted)
            : history.Products.FirstOrDefault(product => Is(product, entry));
        return product is null ? "there was no such product" : model.Refresh(product.ProductId, product.Version, product.Amount, product.IsDeleted);
    }

    private static bool Is(ProductVersion product, JournalEntry entry) =>
        product.ProductId == entry.ProductId && product.Version == entry.ProductVersion;
}
