using System.Collections.Concurrent;
using System.Text.Json;
using LiveShop.Tests.Functions;
using LiveShop.Tests.LiveStreams;

namespace LiveShop.Tests.Crashes;

/// <param name="By">Who asked; each name belongs to one who asks one thing after the other.</param>
/// <param name="Title">The title given, where it was that.</param>
/// <param name="MayChangeNothing">What was asked for may have been so already.</param>
internal sealed record AskedChange(string By, string Action, string? ProductId = null, string? Title = null, bool MayChangeNothing = false);

/// <summary>Requests of a stream's admins and their responses, to be checked against its journal.</summary>
internal sealed class StreamLedger(string streamId)
{
    private readonly ConcurrentQueue<(long Version, AskedChange Change)> acknowledged = new();
    private readonly ConcurrentDictionary<(string By, string Action), int> unanswered = new();
    private readonly SortedDictionary<long, JsonElement> journal = [];

    public string StreamId => streamId;

    public int Acknowledged => acknowledged.Count;

    /// <summary>Written although the answer never came: the process died between the two.</summary>
    public int WrittenUnanswered { get; private set; }

    public void Acknowledge(long version, AskedChange change) => acknowledged.Enqueue((version, change));

    public void LeaveUnanswered(AskedChange change) => unanswered.AddOrUpdate((change.By, change.Action), 1, (_, count) => count + 1);

    /// <summary>Reads what is new in the journal, then holds all of it against what was acknowledged.</summary>
    /// <param name="anew">Reads the whole of it, so that nothing read before can have become something else unseen.</param>
    public async Task CheckAsync(HttpClient admin, bool anew = false)
    {
        var before = anew ? journal.ToDictionary() : [];
        if (anew)
            journal.Clear();
        await ReadJournalAsync(admin);
        var stream = await admin.GetAsync($"/api/livestreams/{streamId}").JsonAsync();

        Assert.All(before, entry => Assert.Equal(entry.Value.GetRawText(), journal[entry.Key].GetRawText()));
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(version => (long)version), journal.Keys);
        Assert.Equal(journal.Count, stream.Version());
        Assert.Equal(journal[journal.Count].Text("at"), stream.Text("changedAt"));
        CheckInStep(stream);
        CheckNoneLost(stream);
        CheckNoneDoubled();
    }

    // The journal's changes, applied in order, result in the stream's pins and status.
    private void CheckInStep(JsonElement stream)
    {
        var model = new StreamModel();
        foreach (var entry in journal.Values)
        {
            var outcome = Follow(entry, model);
            Assert.True(outcome == StreamModel.Changed, $"{entry} is in the journal of {streamId}, where it could change nothing: {outcome}.");
        }

        Assert.Equal(model.Status, stream.Text("status"), ignoreCase: true);
        Assert.Equal(
            model.Pins.Select(pin => (pin.Id, pin.Active)).OrderBy(pin => pin.Id, StringComparer.Ordinal),
            stream.GetProperty("pinnedProducts").EnumerateArray().Select(pin => (pin.Text("productId")!, pin.GetProperty("isActive").GetBoolean())).OrderBy(pin => pin.Item1, StringComparer.Ordinal));
    }

    private static string Follow(JsonElement entry, StreamModel model)
    {
        var productId = entry.Text("productId") ?? "";
        return entry.Text("action") switch
        {
            "created" => model.Create("Any"),
            "started" => model.Start(),
            "stopped" => model.Stop(),
            "product-pinned" => model.PinProduct(productId, version: 1, amount: 1, deleted: false, place: null),
            "product-unpinned" => model.Unpin(productId),
            "product-hidden" => model.SetActive(productId, false),
            "product-shown" => model.SetActive(productId, true),
            // The journal does not tell the place, but the product is pinned and shown afterwards.
            "product-moved" => model.Pins.Find(pin => pin.Id == productId) is { } moved && (moved.Active = true) ? StreamModel.Changed : "not-found",
            "product-refreshed" => model.Pins.Exists(pin => pin.Id == productId) ? StreamModel.Changed : "not-found",
            "product-featured" => model.Feature(productId),
            "products-hidden" => model.HideAll(),
            "products-reordered" or "edited" => StreamModel.Changed,
            var unknown => $"nobody knows what '{unknown}' does",
        };
    }

    private void CheckNoneLost(JsonElement stream)
    {
        foreach (var (version, change) in acknowledged)
        {
            Assert.True(journal.TryGetValue(version, out var entry), $"{change} was acknowledged as version {version} of {streamId}, whose journal ends with {journal.Count}.");
            Assert.True(IsOf(entry, change) || change.MayChangeNothing, $"{change} was acknowledged as version {version} of {streamId}, which is {entry}.");
            if (change.Title is { } title)
                Assert.Equal(title, TitleAfter(version, stream));
        }
    }

    // Everyone asks one thing after the other, so each entry of theirs is an answer they had, or one that never came.
    private void CheckNoneDoubled()
    {
        var entries = journal.Values.GroupBy(entry => (By: entry.Text("by")!, Action: entry.Text("action")!)).ToDictionary(group => group.Key, group => group.Count());
        var answers = acknowledged.Where(answer => IsOf(journal[answer.Version], answer.Change)).ToList();
        Assert.Equal(answers.Count, answers.DistinctBy(answer => answer.Version).Count());
        var answered = answers.GroupBy(answer => (answer.Change.By, answer.Change.Action)).ToDictionary(group => group.Key, group => group.Count());
        WrittenUnanswered = 0;
        foreach (var asked in answered.Keys.Union(unanswered.Keys))
        {
            var (written, told) = (entries.GetValueOrDefault(asked), answered.GetValueOrDefault(asked));
            Assert.True(written <= told + unanswered.GetValueOrDefault(asked), $"{asked} is {written} times in the journal of {streamId}; {told} were acknowledged, {unanswered.GetValueOrDefault(asked)} not answered.");
            WrittenUnanswered += written - told;
        }
    }

    private static bool IsOf(JsonElement entry, AskedChange change) =>
        entry.Text("by") == change.By && entry.Text("action") == change.Action && entry.Text("productId") == change.ProductId;

    // The next edit tells what it replaced.
    private string? TitleAfter(long version, JsonElement stream) =>
        journal.Where(entry => entry.Key > version && entry.Value.Text("action") == "edited").Select(entry => entry.Value.GetProperty("before").GetProperty("details").Text("title")).FirstOrDefault()
        ?? stream.Text("title");

    private async Task ReadJournalAsync(HttpClient admin)
    {
        while (true)
        {
            var page = (await admin.GetAsync($"/api/livestreams/{streamId}/changes?limit=200&after={journal.Keys.LastOrDefault()}").JsonAsync()).Items().ToList();
            if (page.Count == 0)
                return;
            foreach (var entry in page)
                journal.Add(entry.Version(), entry);
        }
    }
}
