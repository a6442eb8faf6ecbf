using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Functions.Realtime;

[Collection(ApiCollection.Name)]
public sealed class NegotiateAndJoinTests(Api api)
{
    [Fact]
    public async Task Negotiating_gives_an_address_and_a_token_that_nobody_may_cache()
    {
        var (id, _) = await api.StreamAsync();

        using var answer = await api.Customer.PostAsync($"/api/livestreams/{id}/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var connection = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"{api.Server.BaseAddress}client/?hub=liveshop", connection.Text("url"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Negotiating_tells_the_servers_clock_in_UTC()
    {
        var (id, _) = await api.StreamAsync();
        var before = DateTimeOffset.UtcNow.InMilliseconds();

        var now = (await api.Customer.PostAsync($"/api/livestreams/{id}/negotiate", null).JsonAsync()).Text("now")!;

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", now);
        Assert.InRange(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Negotiate_returns_a_new_anonymous_token_each_time()
    {
        var (id, _) = await api.StreamAsync();

        var subjects = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var token = (await api.Admin.PostAsync($"/api/livestreams/{id}/negotiate", null).JsonAsync()).Text("accessToken")!;
            var claims = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
            subjects.Add(claims.Text("sub")!);
            Assert.Equal("liveshop-hub", claims.Text("aud"));
            Assert.True(DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) <= DateTimeOffset.UtcNow.AddHours(1));
        }

        Assert.Equal(2, subjects.Except(["ann"]).Distinct().Count());
    }

    [Fact]
    public async Task Negotiating_for_or_joining_a_missing_stream_is_404()
    {
        await api.Customer.PostAsync("/api/livestreams/nowhere/negotiate", null).IsProblemAsync(404, "not-found");
        await api.Customer.PostAsJsonAsync("/api/livestreams/nowhere/viewers", new { connectionId = "abc" }).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Joining_is_idempotent()
    {
        var (id, _) = await api.LiveStreamAsync();
        await using var customer = await HubClient.ConnectAsync(api.Customer, id);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var answer = await customer.JoinGroupAsync();
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Joining_with_an_invented_connection_id_is_404()
    {
        var (id, _) = await api.LiveStreamAsync();

        await api.Customer.PostAsJsonAsync($"/api/livestreams/{id}/viewers", new { connectionId = "made up / ☃" }).IsProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData("{}"), InlineData("""{"connectionId":null}"""), InlineData("""{"connectionId":""}""")]
    [InlineData("""{"connectionId":"a\u0000b"}"""), InlineData("LONG")]
    public async Task Invalid_connection_id_is_refused(string body)
    {
        var (id, _) = await api.LiveStreamAsync();

        await api.Customer.PostAsync($"/api/livestreams/{id}/viewers", Api.Json(body == "LONG" ? $$"""{"connectionId":"{{new string('c', 129)}}"}""" : body))
            .IsInvalidAsync("connectionId");
    }
}
