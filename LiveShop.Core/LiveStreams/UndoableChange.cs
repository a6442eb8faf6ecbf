using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>A change that is to be undone, and the changes after it up to the stream's state.</summary>
internal sealed class UndoableChange
{
    private readonly IReadOnlyList<LiveStreamChange> changes;
    private readonly LiveStreamDetails current;

    private UndoableChange(IReadOnlyList<LiveStreamChange> changes, LiveStreamDetails current)
    {
        (this.changes, this.current) = (changes, current);
        Subjects = [.. LiveStreamSubject.Of(Change, DetailsAfter(0))];
    }

    public LiveStreamChange Change => changes[0];

    public IReadOnlyList<LiveStreamSubject> Subjects { get; }

    /// <param name="changes">The journal from the change to the stream's version.</param>
    /// <returns>Refused as <c>not-found</c>, <c>undo-expired</c>, <c>not-undoable</c> or <c>overtaken</c>.</returns>
    public static Result<UndoableChange> Of(LiveStream stream, long version, IReadOnlyList<LiveStreamChange> changes, DateTimeOffset now)
    {
        if (changes.Count == 0 || changes[0].Version != version)
            return new Refusal.NotFound("change", $"{version}");

        var change = changes[0];
        if (change.ById == Actor.System.Id)
            return Refuse("not-undoable", "The shop itself made this change, so it cannot be undone.");
        if (change.Action == LiveStreamAction.Created)
            return Refuse("not-undoable", "A stream is not undone. Delete it.");
        if (change.Action == LiveStreamAction.ProductRefreshed)
            return Refuse("not-undoable", "It is a change of the product. Undo it there.");
        if (change.At < now - LiveStream.UndoWindow)
            return Refuse("undo-expired", "Only changes of the last hour can be undone.");
        if (changes.Index().Any(entry => entry.Item.Version != version + entry.Index) || changes[^1].Version != stream.Version)
            return Refuse("not-undoable", "The journal after this change cannot be read.");

        var undoable = new UndoableChange(changes, stream.Details);
        return undoable.Overtaking is { } later
            ? new Refusal.Overtaken<LiveStream>(later.By, later.Version, later.Action, stream)
            : undoable;

        Refusal Refuse(string code, string detail) => new Refusal.Conflict<LiveStream>(code, detail, stream);
    }

    private LiveStreamChange? Overtaking
    {
        get
        {
            var reverted = Reverted();
            return changes.Index().Skip(1)
                .Where(later => !reverted.Contains(later.Item.Version))
                .Where(later => LiveStreamSubject.Of(later.Item, DetailsAfter(later.Index)).Any(subject => Subjects.Any(subject.Overlaps)))
                .Select(later => later.Item).LastOrDefault();
        }
    }

    // A change and its undo, both after this one, cancel each other out, so that an admin can undo step by step.
    private HashSet<long> Reverted()
    {
        var reverted = new HashSet<long>();
        foreach (var later in changes.Skip(1).Reverse())
        {
            if (later.Undoes > Change.Version && reverted.Add(later.Version))
                reverted.Add(later.Undoes.Value);
        }

        return reverted;
    }

    private LiveStreamDetails DetailsAfter(int index) =>
        changes.Skip(index + 1).FirstOrDefault(change => change.Action == LiveStreamAction.Edited)?.Before!.Details ?? current;
}
