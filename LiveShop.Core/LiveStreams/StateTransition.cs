namespace LiveShop.Core.LiveStreams;

/// <summary>What a stream decided: its next state and the journal entry of it, or, without an entry, that nothing changes.</summary>
public sealed record StateTransition(LiveStream Stream, LiveStreamChange? Change);

/// <summary>Who wants a change, and when.</summary>
public sealed record ChangeOrigin(Actor By, DateTimeOffset At, string? TraceParent = null);
