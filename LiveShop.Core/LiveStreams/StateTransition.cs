namespace LiveShop.Core.LiveStreams;

/// <summary>A stream's next state with its journal entry; without an entry nothing changes and <paramref name="Stream"/> is the same instance.</summary>
public sealed record StateTransition(LiveStream Stream, LiveStreamChange? Change)
{
    /// <summary>Changes that precede <see cref="Change"/> in the same transaction.</summary>
    public IReadOnlyList<LiveStreamChange> Earlier { get; init; } = [];

    /// <summary>This transition preceded by the one that led to its stream, as one.</summary>
    internal StateTransition After(StateTransition previous) =>
        Change is null ? previous : this with { Earlier = [.. previous.Changes, .. Earlier] };

    /// <summary>All changes that lead to the state, in their order.</summary>
    public IReadOnlyList<LiveStreamChange> Changes => Change is null ? [] : [.. Earlier, Change];
}
