using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class LiveStreamFunctionsTests(Api api)
{
    [Fact]
    public async Task Creating_a_stream_returns_its_location_and_state()
    {
        var id = api.NewId("show");

        using var answer = await api.Admin.PostAsJsonAsync("/api/livestreams", new
        {
            id,
            title = "  Autumn show ",
            description = "Mugs",
            playbackUrl = "https://video.example/live.m3u8",
            thumbnailUrl = "/pictures/show.svg",
            scheduledFor = "2026-12-01T12:00:00+02:00",
        }).IsAsync(HttpStatusCode.Created);

        Assert.Equal($"/api/livestreams/{id}", answer.Headers.Location?.OriginalString);
        Assert.Equal("\"1-admin\"", answer.Header("ETag"));
        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Autumn show", state.Text("title"));
        Assert.Equal("scheduled", state.Text("status"));
        Assert.Equal("2026-12-01T10:00:00.000Z", state.Text("scheduledFor"));
        Assert.Equal(state.GetRawText(), await api.Admin.GetStringAsync(answer.Headers.Location));
    }

    [Fact]
    public async Task Stream_created_without_an_id_gets_one_from_the_server()
    {
        var state = await api.Admin.PostAsJsonAsync("/api/livestreams", new { title = "Show" }).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(7, Guid.Parse(state.Text("streamId")!).Version);
    }

    [Theory, InlineData("livestreams", "streamId"), InlineData("products", "id")]
    public async Task A_create_that_is_sent_again_because_its_answer_was_lost_is_answered_like_the_first(string list, string idName)
    {
        var (id, body) = (api.NewId("created"), $$"""{"title":"Show","name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1""");

        foreach (var named in new[] { $$"""{{body}},"id":"{{id}}"}""", $$"""{{body}}}""" })
        {
            using var first = await CreateAsync(named, $"{id}-{named.Length}").IsAsync(HttpStatusCode.Created);
            using var again = await CreateAsync(named, $"{id}-{named.Length}").IsAsync(HttpStatusCode.Created);

            Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
            Assert.Equal((first.Headers.Location, first.Header("ETag")), (again.Headers.Location, again.Header("ETag")));
        }

        var identified = $$"""{{body}},"id":"{{id}}"}""";
        await CreateAsync(identified, "another").IsProblemAsync(409, "already-exists");
        var reused = await CreateAsync(identified.Replace("Show", "Other", StringComparison.Ordinal).Replace("Mug", "Other", StringComparison.Ordinal), $"{id}-{identified.Length}")
            .IsProblemAsync(422, "idempotency-key-reused");
        Assert.Equal(id, reused.GetProperty("current").Text(idName));
        await CreateAsync(body + "}", "with blank").IsInvalidAsync("Idempotency-Key");
        Assert.NotEqual(id, (await CreateAsync(body + "}", $"{id}-other").JsonAsync(HttpStatusCode.Created)).Text(idName));

        Task<HttpResponseMessage> CreateAsync(string json, string key) =>
            api.Admin.SendAsync(HttpMethod.Post, $"/api/{list}", ("Idempotency-Key", key), Api.Json(json));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        var (id, _) = await api.StreamAsync();

        await api.Admin.PostAsJsonAsync("/api/livestreams", new { id, title = "Again" }).IsProblemAsync(409, "already-exists");
    }

    [Theory]
    [InlineData("""{}""", "title")]
    [InlineData("""{"title":null}""", "title")]
    [InlineData("""{"title":" "}""", "title")]
    [InlineData("""{"title":"Show","id":"Not An Id"}""", "id")]
    [InlineData("""{"title":"Show","id":"_change-1"}""", "id")]
    [InlineData("""{"title":"Show","playbackUrl":"javascript:alert(1)"}""", "playbackUrl")]
    [InlineData("""{"title":"Show","thumbnailUrl":"//elsewhere.example/a.png"}""", "thumbnailUrl")]
    [InlineData("""{"title":"","id":"","playbackUrl":"x","thumbnailUrl":"y"}""", "title", "id", "playbackUrl", "thumbnailUrl")]
    public async Task Invalid_stream_is_refused_with_all_field_errors_at_once(string body, params string[] fields) =>
        await api.Admin.PostAsync("/api/livestreams", Api.Json(body)).IsInvalidAsync(fields);

    [Fact]
    public async Task Text_that_is_too_long_is_refused() =>
        await api.Admin.PostAsJsonAsync("/api/livestreams", new { title = new string('a', 201), description = new string('a', 4001) })
            .IsInvalidAsync("title", "description");

    [Fact]
    public async Task A_customer_does_not_see_the_pins_of_a_stream_that_is_not_live_and_an_admin_does()
    {
        var (id, pinned) = await api.StreamAsync(pins: 2);

        Assert.Empty((await api.Customer.GetAsync($"/api/livestreams/{id}").JsonAsync()).Pins());
        Assert.Equal(pinned, (await api.Admin.GetAsync($"/api/livestreams/{id}").JsonAsync()).Pins());
    }

    [Fact]
    public async Task A_customer_does_not_see_hidden_pins_in_a_list_either()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 2);
        await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", new { isActive = false }).JsonAsync();

        // The customers' list may be a second old, and holds the stream only since it is live.
        await Eventually.HoldsAsync(async () => (await ListedAsync(api.Customer))?.SequenceEqual([pinned[1]]) is true);
        Assert.Equal(pinned, await ListedAsync(api.Admin));

        async Task<IEnumerable<string?>?> ListedAsync(HttpClient caller) =>
            (await caller.GetAsync("/api/livestreams?status=live&limit=200").JsonAsync()).Items()
                .Where(stream => stream.Text("streamId") == id).Select(stream => stream.Pins()).SingleOrDefault();
    }

    [Theory, InlineData(""), InlineData("?limit=1")]
    public async Task Responses_that_differ_by_caller_vary_by_Authorization(string query)
    {
        var (id, _) = await api.StreamAsync();

        Assert.Equal("Authorization", (await api.Customer.GetAsync($"/api/livestreams/{id}")).Header("Vary"));
        Assert.Equal("Authorization, Accept-Encoding", (await api.Customer.GetAsync($"/api/livestreams{query}")).Header("Vary"));
        Assert.Equal("Authorization", (await api.Customer.GetAsync("/api/livestreams/nowhere")).Header("Vary"));
        using var refused = await api.Customer.SendAsync(HttpMethod.Get, $"/api/livestreams/{id}", ("Authorization", "Bearer x")).IsAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Authorization", refused.Header("Vary"));
    }

    [Fact]
    public async Task Stream_request_with_the_current_ETag_is_304()
    {
        var (id, _) = await api.StreamAsync();

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, $"/api/livestreams/{id}", ("If-None-Match", "\"1\"")).IsAsync(HttpStatusCode.NotModified);

        Assert.Equal("\"1\"", answer.Header("ETag"));
        await api.Customer.SendAsync(HttpMethod.Get, $"/api/livestreams/{id}", ("If-None-Match", "\"2\"")).IsAsync(HttpStatusCode.OK);
    }

    // A browser's cache revalidates the entry of one caller with a request of the other.
    [Fact]
    public async Task ETag_of_the_customers_view_does_not_revalidate_the_admins_view_nor_the_other_way_round()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 2);
        await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", new { isActive = false }).JsonAsync();
        var (customers, admins) = (await ETagAsync(api.Customer), await ETagAsync(api.Admin));

        Assert.Equal(("\"5\"", "\"5-admin\""), (customers, admins));
        Assert.Equal(pinned, (await GetAsync(api.Admin, customers!).JsonAsync()).Pins());
        Assert.Equal([pinned[1]], (await GetAsync(api.Customer, admins!).JsonAsync()).Pins());
        await GetAsync(api.Admin, admins!).IsAsync(HttpStatusCode.NotModified);
        await GetAsync(api.Customer, customers!).IsAsync(HttpStatusCode.NotModified);

        async Task<string?> ETagAsync(HttpClient caller) => (await caller.GetAsync($"/api/livestreams/{id}").IsAsync(HttpStatusCode.OK)).Header("ETag");

        Task<HttpResponseMessage> GetAsync(HttpClient caller, string ifNoneMatch) =>
            caller.SendAsync(HttpMethod.Get, $"/api/livestreams/{id}", ("If-None-Match", ifNoneMatch));
    }
}
