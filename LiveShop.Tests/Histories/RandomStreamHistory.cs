using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Histories;

/// <summary>
/// A short show by a seed: several admins at once, another who changes products meanwhile, and on each server a customer on
/// the hub and one who asks for snapshots. What they do follows from the seed, how it interleaves does not.
/// </summary>
internal sealed class RandomStreamHistory
{
    private const int CallsEach = 8;
    private const int ProductChanges = 6;
    private const int NearlyFull = LiveStream.MaxPins - 2;

    private static readonly TimeSpan BetweenSnapshots = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ForTheLastSnapshot = TimeSpan.FromSeconds(60);

    private readonly HistoryServers servers;
    private readonly Random random;
    private readonly string streamId;
    private readonly StreamRecorder recorder;
    private readonly List<string> products;
    private readonly TaskCompletionSource<long> lastVersion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool isNearlyFull;
    private long amount = 1;

    private RandomStreamHistory(HistoryServers servers, int seed)
    {
        this.servers = servers;
        random = new Random(seed);
        streamId = $"show-{seed}";
        recorder = new StreamRecorder(streamId);
        isNearlyFull = seed % 6 == 0;
        products = [.. Enumerable.Range(0, 4).Select(n => $"p{n}-{seed}")];
    }

    public static async Task<History> RecordAsync(HistoryServers servers, int seed) =>
        await new RandomStreamHistory(servers, seed).RecordAsync();

    private async Task<History> RecordAsync()
    {
        await PrepareAsync();
        var customers = await Task.WhenAll(servers.All.Select(server => HubClient.JoinAsync(server.Http, streamId)));
        using var patience = new CancellationTokenSource();
        var snapshots = servers.All.Select(server => AskForSnapshotsAsync(server, patience.Token)).ToList();
        using (servers.PlanFaults(streamId, random))
        {
            var admins = HistoryServers.Admins.Select(name => ActAsync(name, new Random(random.Next()))).ToList();
            await Task.WhenAll([.. admins, ChangeProductsAsync(new Random(random.Next()))]);
        }

        var last = await VersionWithTrueCardsAsync();
        var shown = await Task.WhenAll(customers.Select(customer => servers.ShownAsync(customer, last)));
        lastVersion.SetResult(last);
        patience.CancelAfter(ForTheLastSnapshot);
        var history = new History
        {
            Calls = recorder.Calls,
            Journal = await JournalAsync(),
            Products = recorder.Products,
            Deletions = recorder.Deletions,
            Customers = [.. shown, .. await Task.WhenAll(snapshots)],
        };
        foreach (var customer in customers)
            await customer.DisposeAsync();
        return history;
    }

    // Recorded like all the rest, so that the history begins with version 1.
    private async Task PrepareAsync()
    {
        await Task.WhenAll(products.Select(id => recorder.PriceAsync(As(HistoryServers.Editor), id, amount++, isNew: true)));
        if (isNearlyFull)
        {
            var fillers = await servers.FillersAsync(NearlyFull);
            recorder.Knows(fillers);
            products.AddRange(fillers.Select(product => product.ProductId));
        }

        await AskAsync("ann", new StreamRequest.Create("Title 0"));
        await Task.WhenAll(products.Skip(random.Next(2, 5)).Select(id => AskAsync("ann", new StreamRequest.Pin(id, null))));
        if (random.Next(3) > 0)
            await AskAsync("ann", new StreamRequest.Start());
    }

    private async Task ActAsync(string name, Random own)
    {
        await Task.Yield();
        var admin = new RandomAdmin(own, [.. products.Take(5)]);
        foreach (var _ in Enumerable.Range(0, CallsEach))
        {
            var request = admin.Next();
            if (await recorder.AskAsync(servers.As(name, own), name, request, admin.IfMatch(request)) is { } state)
                admin.Saw(state.Version(), [.. state.Pins().OfType<string>()]);
        }
    }

    private async Task ChangeProductsAsync(Random own)
    {
        await Task.Yield();
        var deleted = new HashSet<string>();
        foreach (var _ in Enumerable.Range(0, ProductChanges))
        {
            var (client, id) = (servers.As(HistoryServers.Editor, own), products[own.Next(4)]);
            if (deleted.Remove(id))
                await recorder.PriceAsync(client, id, ++amount, isNew: true);
            else if (own.Next(3) > 0)
                await recorder.PriceAsync(client, id, ++amount, isNew: false);
            else if (await recorder.DeleteAsync(client, id))
                deleted.Add(id);
        }
    }

    private async Task<IReadOnlyList<StreamView>> AskForSnapshotsAsync(LocalServer server, CancellationToken patience)
    {
        var shown = new List<StreamView>();
        while (!lastVersion.Task.IsCompleted || shown[^1].Version < await lastVersion.Task)
        {
            var view = StreamView.ForCustomers(await server.Http.GetFromJsonAsync<JsonElement>($"/api/livestreams/{streamId}/pinned-products", patience));
            if (shown.Count == 0 || shown[^1] != view)
                shown.Add(view);
            await Task.Delay(BetweenSnapshots, patience);
        }

        return shown;
    }

    /// <summary>Waits until product changes have reached the stream, after which it no longer changes; an ended stream is started for it.</summary>
    private async Task<long> VersionWithTrueCardsAsync()
    {
        var state = await AskAsync("ann", new StreamRequest.Look());
        if (state?.Text("status") == "ended")
            await AskAsync("ann", new StreamRequest.Start());
        await Eventually.HoldsAsync(async () =>
        {
            state = await AskAsync("ann", new StreamRequest.Look());
            return state is { } seen && recorder.ShowsProductsAsTheyAre(seen);
        });
        return state!.Value.Version();
    }

    /// <summary>From the store, for what the API does not tell: whose request an entry was, and which version of a product it copied.</summary>
    private async Task<IReadOnlyList<JournalEntry>> JournalAsync()
    {
        var streams = servers.All[0].Services.GetRequiredService<ILiveStreamStore>();
        var journal = await streams.ChangesAsync(streamId, 0, 1000, CancellationToken.None);
        var told = await As("ann").GetFromJsonAsync<JsonElement>($"/api/livestreams/{streamId}/changes?limit=200");
        Assert.Equal(journal.Take(200).Select(change => change.Version), told.Items().Select(change => change.Version()));
        return [.. journal.Select(change => new JournalEntry(
            change.Version, change.TraceParent?.Split('-')[1], change.By, change.Action, change.At, change.ProductId, change.ProductVersion))];
    }

    private Task<JsonElement?> AskAsync(string name, StreamRequest request) => recorder.AskAsync(As(name), name, request);

    private HttpClient As(string name) => servers.As(name, random);
}
