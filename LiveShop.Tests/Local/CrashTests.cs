using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Local;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 4;
    private const int Admins = 4;

    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Killed_under_load_it_loses_no_acknowledged_change_and_doubles_none()
    {
        var acknowledged = new ConcurrentDictionary<long, string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var local = await LocalProcess.StartAsync(data.Path);
            using var admin = await local.AdminAsync();
            var before = acknowledged.Count;
            var load = Task.WhenAll(Enumerable.Range(0, Admins).Select(number => EditUntilItBreaksAsync(admin, $"{kill}-{number}", acknowledged)));
            await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count > before + 20));
            await local.KillAsync();
            await load;
        }

        await using var survivor = await LocalProcess.StartAsync(data.Path);
        using var reader = await survivor.AdminAsync();
        var journal = await JournalAsync(reader);
        var stream = await reader.GetFromJsonAsync<JsonElement>("/api/livestreams/demo");

        Assert.Equal(Enumerable.Range(1, journal.Count).Select(version => (long)version), journal.Keys.Order());
        Assert.Equal(journal.Count, stream.GetProperty("version").GetInt64());
        Assert.All(acknowledged, change => Assert.Equal(TitleBefore(journal, change.Key + 1) ?? stream.GetProperty("title").GetString(), change.Value));
    }

    // Each title is given once, so that the state a change left behind tells whose it was.
    private static async Task EditUntilItBreaksAsync(HttpClient admin, string name, ConcurrentDictionary<long, string> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var title = $"{name}-{number}";
                using var answer = await admin.PatchAsJsonAsync("/api/livestreams/demo", new { title });
                answer.EnsureSuccessStatusCode();
                var version = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();
                Assert.True(acknowledged.TryAdd(version, title), $"Version {version} was given twice.");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Killed: whether this last one was written is not known, and need not be.
        }
    }

    private static string? TitleBefore(SortedDictionary<long, JsonElement> journal, long version) =>
        journal.TryGetValue(version, out var change) ? change.GetProperty("before").GetProperty("details").GetProperty("title").GetString() : null;

    private static async Task<SortedDictionary<long, JsonElement>> JournalAsync(HttpClient admin)
    {
        var journal = new SortedDictionary<long, JsonElement>();
        while (true)
        {
            var page = await admin.GetFromJsonAsync<JsonElement>($"/api/livestreams/demo/changes?limit=200&after={journal.LastOrDefault().Key}");
            var changes = page.GetProperty("items").EnumerateArray().ToList();
            if (changes.Count == 0)
                return journal;
            foreach (var change in changes)
                journal.Add(change.GetProperty("version").GetInt64(), change);
        }
    }
}
