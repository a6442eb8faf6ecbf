using LiveShop.Core.Storage;

namespace LiveShop.Tests.Histories;

/// <summary>
/// At-least-once delivery at its worst: every batch comes twice, sometimes followed by an earlier batch
/// with outdated states.
/// </summary>
internal sealed class RepeatingChangeFeed(IChangeFeed feed) : IChangeFeed
{
    private const int Remembered = 20;

    public Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        var before = new List<string>();
        var random = new Random((int)(Properties.Seed % int.MaxValue));
        return feed.RunAsync(subscription, async (batch, stopping) =>
        {
            await handler(batch, stopping);
            await handler(batch, stopping);
            before.Add(batch);
            if (before.Count > Remembered)
                before.RemoveAt(0);
            if (random.Next(2) == 0)
                await handler(before[random.Next(before.Count)], stopping);
        }, cancellation);
    }

    public Task<FeedBacklog> BacklogAsync(FeedSubscription subscription, CancellationToken cancellation) => feed.BacklogAsync(subscription, cancellation);
}
