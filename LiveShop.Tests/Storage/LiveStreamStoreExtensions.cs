using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Storage;

internal static class LiveStreamStoreExtensions
{
    /// <summary>Saves a state that one change made.</summary>
    public static Task<bool> TrySaveAsync(
        this ILiveStreamStore streams, LiveStream stream, LiveStreamChange change, string ifMatch, CancellationToken cancellation) =>
        streams.TrySaveAsync(stream, [change], ifMatch, cancellation);
}
