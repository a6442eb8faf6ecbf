namespace LiveShop.Core.LiveStreams;

/// <summary>Written to documents in lower case, so members must not be renamed.</summary>
public enum LiveStreamStatus
{
    /// <summary>Never started.</summary>
    Scheduled,

    /// <summary>On air: customers see the active pins.</summary>
    Live,

    /// <summary>Stopped; it can be started again.</summary>
    Ended,
}
