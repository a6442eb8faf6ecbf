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

    [Fact]
    public async Task Undo_reverts_a_change_and_is_in_the_journal_and_undo_of_it_is_redo()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 2);
        var hidden = await api.Admin.PostAsync($"/api/livestreams/{id}/hide-all", null).JsonAsync();

        var undone = await UndoAsync(id, hidden.Version()).JsonAsync();
        Assert.Equal(pinned, (await api.Customer.GetAsync($"/api/livestreams/{id}").JsonAsync()).Pins());
        await UndoAsync(id, undone.Version()).JsonAsync();
        Assert.Empty((await api.Customer.GetAsync($"/api/livestreams/{id}").JsonAsync()).Pins());

        var undo = (await ChangesAsync(id, $"?after={hidden.Version()}")).First();
        Assert.Equal(("products-shown", hidden.Version()), (undo.Text("action"), undo.GetProperty("undoes").GetInt64()));
        Assert.Equal(pinned, undo.GetProperty("before").GetProperty("hidden").EnumerateArray().Select(productId => productId.GetString()));
    }

    [Fact]
    public async Task Undo_of_an_overtaken_change_says_by_whom_and_one_of_an_unknown_version_is_404()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);
        var hidden = await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", new { isActive = false }).JsonAsync();
        await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}").JsonAsync();

        var problem = await UndoAsync(id, hidden.Version()).IsProblemAsync(409, "overtaken");

        Assert.Equal(("ann", "product-unpinned", hidden.Version() + 1), (problem.Text("by"), problem.Text("action"), problem.Version()));
        Assert.Empty(problem.GetProperty("current").Pins());
        await UndoAsync(id, 99).IsProblemAsync(404, "not-found");
        await UndoAsync("nowhere", 1).IsProblemAsync(404, "not-found");
        await UndoAsync(id, 1).IsProblemAsync(409, "not-undoable");
        await api.Admin.PostAsync($"/api/livestreams/{id}/undo", Api.Json("{}")).IsInvalidAsync("version");
    }

    [Fact]
    public async Task Undo_in_the_batch_of_the_change_that_overtakes_it_is_refused()
    {
        var shop = new ShopInstance();
        (await shop.LiveStreams.CreateAsync("demo", Sample.StreamDetails(), new(Sample.Ann), default)).Accepted();
        var edited = (await shop.LiveStreams.EditAsync("demo", new(Title: "One"), new(Sample.Ann), default)).Accepted();
        var firstSave = new TaskCompletionSource();
        shop.Calls.Before = call => call == "livestreams.save" ? firstSave.Task : Task.CompletedTask;
        var first = shop.LiveStreams.EditAsync("demo", new(Description: "First"), new(Sample.Ann), default);
        var later = shop.LiveStreams.EditAsync("demo", new(Title: "Two"), new(Sample.Bob), default);
        var undo = shop.LiveStreams.UndoAsync("demo", edited.Version, new(Sample.Ann), default);
        firstSave.SetResult();

        Assert.Equal("Two", (await later).Accepted().Title);
        (await first).Accepted();
        (await undo).IsConflict("overtaken");
    }

    private Task<HttpResponseMessage> UndoAsync(string id, long version) =>
        api.Admin.PostAsJsonAsync($"/api/livestreams/{id}/undo", new { version });

    private async Task<IEnumerable<JsonElement>> ChangesAsync(string id, string query = "") =>
        (await api.Admin.GetAsync($"/api/livestreams/{id}/changes{query}").JsonAsync()).Items();
}
