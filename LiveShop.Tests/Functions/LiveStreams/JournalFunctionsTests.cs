using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class JournalFunctionsTests(Api api)
{
    [Fact]
    public async Task Journal_lists_every_change_with_author_action_and_prior_state()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 2);
        await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}", new { title = "Other" }).JsonAsync();
        await api.Admin.PutAsJsonAsync($"/api/livestreams/{id}/pinned-products/order", new { productIds = pinned.Reverse() }).JsonAsync();
        await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}").JsonAsync();

        var changes = (await ChangesAsync(id)).ToList();

        Assert.Equal(
            ["created", "product-pinned", "product-pinned", "started", "edited", "products-reordered", "product-unpinned"],
            changes.Select(change => change.Text("action")));
        Assert.Equal(Enumerable.Range(1, 7).Select(version => (long)version), changes.Select(Answers.Version));
        Assert.All(changes, change => Assert.Equal(("ann", "ann"), (change.Text("by"), change.Text("byId"))));
        Assert.Equal(JsonValueKind.Null, changes[0].GetProperty("before").ValueKind);
        Assert.Equal("scheduled", changes[3].GetProperty("before").GetProperty("broadcast").Text("status"));
        Assert.Equal($"Show {id}", changes[4].GetProperty("before").GetProperty("details").Text("title"));
        Assert.Equal(pinned, changes[5].GetProperty("before").GetProperty("order").EnumerateArray().Select(productId => productId.GetString()));
        Assert.Equal(pinned[0], changes[6].GetProperty("before").GetProperty("pin").Text("productId"));
    }

    [Fact]
    public async Task Journal_continues_after_the_given_version()
    {
        var (id, _) = await api.StreamAsync(pins: 4);

        Assert.Equal([1, 2], (await ChangesAsync(id, "?limit=2")).Select(Answers.Version));
        Assert.Equal([3, 4], (await ChangesAsync(id, "?limit=2&after=2")).Select(Answers.Version));
        Assert.Equal([5], (await ChangesAsync(id, "?limit=2&after=4")).Select(Answers.Version));
        Assert.Empty(await ChangesAsync(id, "?after=5"));
        Assert.Empty(await ChangesAsync(id, $"?after={long.MaxValue}"));
    }

    [Theory]
    [InlineData("after", "-1"), InlineData("after", "1.5"), InlineData("after", "x"), InlineData("after", "")]
    [InlineData("after", "9223372036854775808")]
    [InlineData("after", "%2B1"), InlineData("after", "1&after=2")]
    public async Task Invalid_journal_version_is_refused(string name, string value)
    {
        var (id, _) = await api.StreamAsync();

        await api.Admin.GetAsync($"/api/livestreams/{id}/changes?{name}={value}").IsInvalidAsync(name);
    }

    [Fact]
    public async Task A_stream_that_is_not_there_has_no_journal() =>
        await api.Admin.GetAsync("/api/livestreams/nowhere/changes").IsProblemAsync(404, "not-found");

    private async Task<IEnumerable<JsonElement>> ChangesAsync(string id, string query = "") =>
        (await api.Admin.GetAsync($"/api/livestreams/{id}/changes{query}").JsonAsync()).Items();
}
