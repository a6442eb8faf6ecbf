using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>
/// Whether a history is linearizable: in the journal's order each answer must be the one that a plain list would have given
/// at a moment between request and answer. The versions tell the order, so nothing has to be searched for.
/// </summary>
internal sealed class HistoryCheck
{
    private const string VersionMismatch = "version-mismatch";

    /// <summary>Given up after losing too often: it says nothing of the stream.</summary>
    private const string Contention = "contention";

    private readonly History history;
    private readonly Replay replay;
    private readonly Order order = new();
    private readonly List<string> wrong;

    private HistoryCheck(History history) => (this.history, replay, wrong) = (history, Replay.Of(history), []);

    /// <returns>What is wrong with it, nothing when all is well.</returns>
    public static IReadOnlyList<string> Of(History history)
    {
        var check = new HistoryCheck(history);
        return check.replay.Wrong.Count > 0 ? check.replay.Wrong : check.Run();
    }

    private List<string> Run()
    {
        foreach (var call in history.Calls)
            CheckAnswer(call);
        foreach (var call in history.Calls.Where(call => PlaceOf(call) is not null))
            order.Add(call.Sent, DoneAt(call), PlaceOf(call)!.Value);
        foreach (var call in history.Calls.Where(call => PlaceOf(call) is { } place && !order.Allows(call.Sent, DoneAt(call), place)))
            wrong.Add($"{call} is not of its time.");
        foreach (var call in history.Calls.Where(call => PlaceOf(call) is null && !call.Answer.IsUnknown).OrderBy(call => call.Sent))
            CheckRefusalWithoutState(call);
        CheckProducts();
        history.Customers.ToList().ForEach(CheckCustomer);
        return wrong;
    }

    private long? PlaceOf(StreamCall call) =>
        replay.Changes.TryGetValue(call, out var version) ? Order.OfChange(version)
        : call.Answer.State is { } state ? Order.OfLook(state.Version) : null;

    // A call without a response may still take effect later.
    private static long DoneAt(StreamCall call) => call.Answer.IsUnknown ? long.MaxValue : call.Answered;

    private void CheckAnswer(StreamCall call)
    {
        var hasChanged = replay.Changes.TryGetValue(call, out var version);
        if (hasChanged && !call.Answer.IsAccepted && !call.Answer.IsUnknown)
            wrong.Add($"{call} was refused, but version {version} is its change.");
        if (hasChanged && call.Request is StreamRequest.Pin && !HasCopiedWhatWasThere(call, version))
            wrong.Add($"{call} copied a card that was not there at any time of the call.");
        if (call.Answer.State is not { } state)
            return;

        if (hasChanged && state.Version != version)
            wrong.Add($"{call} shows another version than the {version} that it made.");
        if (replay.At(state.Version) is not { } then || StreamView.ForAdmins(then) != state)
            wrong.Add($"{call} shows a state that never was; at that version it was {Shown(replay.At(state.Version))}");
        else if (!hasChanged && !Explains(call, state.Version))
            wrong.Add($"{call} is not what it comes to at that version.");
    }

    /// <summary>Whether the call, had it been decided on this version, would have been answered like this and changed nothing.</summary>
    private bool Explains(StreamCall call, long version)
    {
        if (call.IfMatch is { } seen && seen != version)
            return call.Answer.Code == VersionMismatch && replay.At(version) is not null;
        if (replay.At(version) is not { } then)
            return false;

        var expected = call.Answer.Code ?? StreamModel.Unchanged;
        return call.Request is StreamRequest.Pin pin
            ? ProductsDuring(call.Sent, call.Answered, pin.ProductId).Any(product => pin.Apply(then.Copy(), product) == expected)
            : call.Request.Apply(then, null) == expected;
    }

    private void CheckRefusalWithoutState(StreamCall call)
    {
        if (call.Answer.Code == Contention)
            return;
        if (call.Answer.IsAccepted || call.Answer.Code == VersionMismatch || !order.TryPlace(call.Sent, call.Answered, replay.Last, version => Explains(call, version)))
            wrong.Add($"{call} cannot be explained by any state of its time.");
    }

    private bool HasCopiedWhatWasThere(StreamCall call, long version) =>
        ProductsDuring(call.Sent, call.Answered, call.Request.Product!).Any(product =>
            !product.IsDeleted && (CopyOf(version) is not { } copied || copied == product.Version));

    private long? CopyOf(long version) => history.Journal[(int)version - 1].ProductVersion;

    /// <summary>The versions of a product that may have been read between two moments: written before the later, not replaced before the earlier.</summary>
    private IEnumerable<ProductVersion> ProductsDuring(long sent, long answered, string productId)
    {
        var versions = history.Products.Where(product => product.ProductId == productId).OrderBy(product => product.Version).ToList();
        return versions.Where((product, n) => product.Sent < answered && (n == versions.Count - 1 || versions[n + 1].Answered > sent));
    }

    private void CheckProducts()
    {
        foreach (var versions in history.Products.GroupBy(product => product.ProductId))
        {
            if (!versions.Select(product => product.Version).Order().SequenceEqual(Enumerable.Range(1, versions.Count()).Select(n => (long)n)))
                wrong.Add($"The versions of {versions.Key} are {string.Join(' ', versions.Select(product => product.Version))}.");
            var last = versions.MaxBy(product => product.Version)!;
            if (replay.At(replay.Last)!.Pins.Find(pin => pin.Id == versions.Key) is { } pin && (last.IsDeleted || pin.Amount != last.Amount))
                wrong.Add($"At the end a card shows {pin}, but the product is {last}.");
        }

        foreach (var deletion in history.Deletions)
        {
            if (!order.TryPlace(deletion.Sent, deletion.Answered, replay.Last, version => IsPinned(deletion.ProductId, version) == deletion.IsRefused))
                wrong.Add($"{deletion} is not of its time.");
        }
    }

    // Pins of an ended stream do not keep a product from being deleted.
    private bool IsPinned(string productId, long version) =>
        replay.At(version) is { Status: not "Ended" } then && then.Pins.Exists(pin => pin.Id == productId);

    private void CheckCustomer(IReadOnlyList<StreamView> shown)
    {
        foreach (var view in shown.Where(view => replay.At(view.Version) is not { } then || StreamView.ForCustomers(then) != view))
            wrong.Add($"A customer was shown {view}; it was {Shown(replay.At(view.Version))}");
        if (shown.Zip(shown.Skip(1)).Any(pair => pair.Second.Version < pair.First.Version))
            wrong.Add($"A customer was shown the versions {string.Join(' ', shown.Select(view => view.Version))}.");
        if (shown.Count == 0 || shown[^1].Version != replay.Last)
            wrong.Add($"A customer ends at version {(shown.Count == 0 ? "none" : shown[^1].Version)}, the stream at {replay.Last}.");
    }

    private static string Shown(StreamModel? model) => model is null ? "nothing" : $"{StreamView.ForAdmins(model)}";
}
