using LiveShop.Core.LiveStreams;

namespace LiveShop.Core.Storage;

/// <summary>
/// A stream's state and the changes that led to it, collected for one write within the limits of a transaction in Cosmos DB: 100
/// operations and 2 MB (https://learn.microsoft.com/azure/cosmos-db/nosql/transactional-batch#limitations).
/// </summary>
internal sealed class LiveStreamTransaction(LiveStream? state)
{
    /// <summary>The hundredth operation of a transaction writes the state.</summary>
    public const int MaxChanges = 99;

    /// <summary>Size of all documents in bytes, <see cref="OverheadPerDocument"/> included; below 2 MB, to leave room for the protocol.</summary>
    public const int MaxBytes = 1_800_000;

    private const int OverheadPerDocument = 512;

    private readonly List<LiveStreamChange> changes = [];
    private int bytesOfChanges;

    public LiveStream? State { get; private set; } = state;

    public IReadOnlyList<LiveStreamChange> Changes => changes;

    /// <returns>False, and nothing added, when the transaction would become too large.</returns>
    public bool TryAdd(StateTransition transition)
    {
        if (transition.Changes.Count == 0)
            return true;

        var bytes = bytesOfChanges + transition.Changes.Sum(change => SizeOf(Documents.Write(change)));
        if (changes.Count + transition.Changes.Count > MaxChanges || bytes + SizeOf(Documents.Write(transition.Stream)) > MaxBytes)
            return false;

        changes.AddRange(transition.Changes);
        (State, bytesOfChanges) = (transition.Stream, bytes);
        return true;
    }

    private static int SizeOf(byte[] document) => document.Length + OverheadPerDocument;
}
