namespace LiveShop.Core.LiveStreams;

public enum LiveStreamStatus
{
    Scheduled,
    Live,
    Ended,
}
