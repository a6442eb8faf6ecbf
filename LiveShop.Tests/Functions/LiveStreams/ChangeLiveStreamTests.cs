using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class ChangeLiveStreamTests(Api api)
{
    [Fact]
    public async Task An_edit_changes_what_it_names_and_null_clears()
    {
        var (id, _) = await api.StreamAsync();
        await EditAsync(id, """{"description":"Mugs","playbackUrl":"https://video.example/a.m3u8"}""").JsonAsync();

        var state = await EditAsync(id, """{"title":"New","description":null}""").JsonAsync();

        Assert.Equal("New", state.Text("title"));
        Assert.Null(state.Text("description"));
        Assert.Equal("https://video.example/a.m3u8", state.Text("playbackUrl"));
        Assert.Equal(3, state.Version());
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_makes_no_version()
    {
        var (id, _) = await api.StreamAsync();

        Assert.Equal(1, (await EditAsync(id, "{}").JsonAsync()).Version());
        Assert.Equal(1, (await EditAsync(id, """{"description":null}""").JsonAsync()).Version());
    }

    [Theory]
    [InlineData("""{"title":null}""", "title")]
    [InlineData("""{"playbackUrl":"ftp://a.example"}""", "playbackUrl")]
    public async Task Invalid_edit_is_refused(string body, string field)
    {
        var (id, _) = await api.StreamAsync();

        await EditAsync(id, body).IsInvalidAsync(field);
    }

    [Fact]
    public async Task An_edit_may_be_sent_as_a_merge_patch()
    {
        var (id, _) = await api.StreamAsync();

        using var body = new StringContent("""{"title":"New"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/merge-patch+json"));
        var state = await api.Admin.PatchAsync($"/api/livestreams/{id}", body).JsonAsync();

        Assert.Equal("New", state.Text("title"));
    }

    [Fact]
    public async Task Starting_and_stopping_again_changes_nothing()
    {
        var (id, _) = await api.StreamAsync();

        foreach (var (command, status, version) in new[] { ("start", "live", 2), ("start", "live", 2), ("stop", "ended", 3), ("stop", "ended", 3), ("start", "live", 4) })
        {
            using var answer = await api.Admin.PostAsync($"/api/livestreams/{id}/{command}", null).IsAsync(HttpStatusCode.OK);
            var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((status, version), (state.Text("status"), state.Version()));
            Assert.Equal($"\"{version}-admin\"", answer.Header("ETag"));
        }
    }

    [Fact]
    public async Task A_stream_that_has_not_started_cannot_be_stopped()
    {
        var (id, _) = await api.StreamAsync();

        var problem = await api.Admin.PostAsync($"/api/livestreams/{id}/stop", null).IsProblemAsync(409, "not-started");

        Assert.Equal("scheduled", problem.GetProperty("current").Text("status"));
    }

    private Task<HttpResponseMessage> EditAsync(string id, string body) => api.Admin.PatchAsync($"/api/livestreams/{id}", Api.Json(body));
}
