namespace LiveShop.Core.Storage;

/// <summary>A consumer of a container's changes.</summary>
/// <param name="Container">One of <see cref="ContainerNames"/>.</param>
/// <param name="Consumer">The name under which its position is stored; every consumer gets every change.</param>
/// <param name="MaxItems">The most documents in one batch; a batch may be smaller, to fit in memory.</param>
public sealed record FeedSubscription(string Container, string Consumer, int MaxItems);

/// <summary>What a consumer has not finished.</summary>
/// <param name="Changes">About how many changes; a store may count 1 although there are none when the consumer never had any.</param>
/// <param name="Age">How long the oldest has been waiting, as far as the store can tell; zero when none is known to wait.</param>
public sealed record FeedBacklog(long Changes, TimeSpan Age);

/// <summary>
/// A store's change feed: every written document in its latest version, at least once, in the order of the writes within a
/// partition key. No deletions. A consumer's position is durable and moves only past batches that its handler has finished.
/// </summary>
public interface IChangeFeed
{
    /// <summary>
    /// Gives the handler one batch after the other until cancelled. A new consumer starts with the oldest document.
    /// </summary>
    /// <param name="handler">
    /// Gets a JSON array of documents. It owns the retries: it returns when the batch is done or given up, and throws only when
    /// it is cancelled. Should it throw otherwise, the run may end; the batch comes again with the next run.
    /// </param>
    Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation);

    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    Task<FeedBacklog> BacklogAsync(FeedSubscription subscription, CancellationToken cancellation);
}
