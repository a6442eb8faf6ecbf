namespace LiveShop.Core.Storage;

/// <summary>Which changes a consumer wants.</summary>
/// <param name="Container">The container it watches, such as <c>livestreams</c>.</param>
/// <param name="Consumer">The name under which its position is kept; every consumer sees every change.</param>
/// <param name="MaxItems">The most documents in one batch; there may be fewer, so that it fits in memory.</param>
public sealed record FeedSubscription(string Container, string Consumer, int MaxItems);

/// <summary>
/// A store's change feed: every document that was written, in its latest version, in the order of the writes within a
/// partition key, at least once. No deletions. The position is kept durably and moves only past what a handler has finished.
/// </summary>
public interface IChangeFeed
{
    /// <summary>
    /// Hands batches, each a JSON array of documents, to the handler, one after the other, until cancelled. A consumer that
    /// was never seen before starts with the oldest document there is.
    /// </summary>
    /// <param name="handler">Throws only to say that the batch is not done: it comes again, now or after a restart.</param>
    Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation);

    /// <summary>How long the oldest change that the consumer has not finished has been waiting; zero when it has them all.</summary>
    Task<TimeSpan> LagAsync(FeedSubscription subscription, CancellationToken cancellation);
}
