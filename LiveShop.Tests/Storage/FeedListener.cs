using System.Text.Json;
using LiveShop.Core.Storage;
using StoredDocuments = LiveShop.Core.Storage.Documents;

namespace LiveShop.Tests.Storage;

/// <summary>A consumer that records the documents it gets. When its handler throws and that ends the run, it runs again, as a host would.</summary>
internal sealed class FeedListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(20);

    private readonly List<JsonElement> documents = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Func<IReadOnlyList<JsonElement>, CancellationToken, Task> handle;
    private readonly Task running;
    private Exception? thrown;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="handle">Called with each batch before it is recorded; when it throws, the batch is not finished.</param>
    public FeedListener(IChangeFeed feed, FeedSubscription subscription, Func<IReadOnlyList<JsonElement>, CancellationToken, Task>? handle = null)
    {
        this.handle = handle ?? ((_, _) => Task.CompletedTask);
        running = Task.Run(() => RunAsync(feed, subscription));
    }

    /// <summary>Documents accepted so far, in order of arrival.</summary>
    public IReadOnlyList<JsonElement> Documents
    {
        get
        {
            lock (documents)
                return [.. documents];
        }
    }

    public async Task<IReadOnlyList<JsonElement>> UntilAsync(Func<IReadOnlyList<JsonElement>, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (Documents is var now && condition(now))
                return now;
            if (await Task.WhenAny(next, running, Task.Delay(Timeout.Infinite, patience.Token)) == next)
                continue;

            await running.WaitAsync(TimeSpan.Zero);
            throw new InvalidOperationException("The feed ended by itself.");
        }
    }

    /// <summary>Waits until documents with these ids have come.</summary>
    public Task<IReadOnlyList<JsonElement>> UntilHasAsync(params string[] ids) =>
        UntilAsync(all => ids.All(id => all.Any(document => IdOf(document) == id)));

    /// <summary>Waits until the state of a stream has come at a version, or later.</summary>
    public Task<IReadOnlyList<JsonElement>> UntilVersionAsync(string streamId, long version) =>
        UntilAsync(all => all.Any(document => IsState(document, streamId) && VersionOf(document) >= version));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running.WaitAsync(Patience);
        }
        catch (OperationCanceledException)
        {
        }

        stop.Dispose();
    }

    public static bool IsState(JsonElement document, string streamId) =>
        StoredDocuments.IsOfType(document, StoredDocuments.LiveStreamType) && IdOf(document) == streamId;

    public static bool IsChange(JsonElement document, string streamId) =>
        StoredDocuments.IsOfType(document, StoredDocuments.ChangeType) && document.GetProperty("streamId").GetString() == streamId;

    public static long VersionOf(JsonElement document) => document.GetProperty("version").GetInt64();

    public static string IdOf(JsonElement document) => StoredDocuments.IdOf(document);

    private async Task RunAsync(IChangeFeed feed, FeedSubscription subscription)
    {
        while (true)
        {
            try
            {
                await feed.RunAsync(subscription, HandleAsync, stop.Token);
                return;
            }
            catch (Exception e) when (e == thrown && !stop.IsCancellationRequested)
            {
                await Task.Delay(RestartDelay, stop.Token);
            }
        }
    }

    private async Task HandleAsync(string batch, CancellationToken cancellation)
    {
        var array = JsonSerializer.Deserialize<JsonElement>(batch).EnumerateArray().ToList();
        Assert.NotEmpty(array);
        try
        {
            await handle(array, cancellation);
        }
        catch (Exception e)
        {
            thrown = e;
            throw;
        }

        lock (documents)
            documents.AddRange(array);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
