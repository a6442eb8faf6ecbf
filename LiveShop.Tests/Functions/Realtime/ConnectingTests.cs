using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Functions.Realtime;

[Collection(ApiCollection.Name)]
public sealed class ConnectingTests(Api api)
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
    public async Task Each_negotiation_gives_another_token_and_none_names_a_customer()
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
    public async Task Nobody_negotiates_for_or_joins_a_stream_that_is_not_there()
    {
        await api.Customer.PostAsync("/api/livestreams/nowhere/negotiate", null).IsProblemAsync(404, "not-found");
        await api.Customer.PostAsJsonAsync("/api/livestreams/nowhere/viewers", new { connectionId = "abc" }).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_connection_that_is_there_joins_as_often_as_it_likes()
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
    public async Task A_connection_that_was_made_up_is_404()
    {
        var (id, _) = await api.LiveStreamAsync();

        await api.Customer.PostAsJsonAsync($"/api/livestreams/{id}/viewers", new { connectionId = "made up / ☃" }).IsProblemAsync(404, "not-found");
    }

    [Theory, InlineData("{}"), InlineData("""{"connectionId":null}"""), InlineData("""{"connectionId":""}"""), InlineData("""{"connectionId":"a\u0000b"}"""), InlineData("LONG")]
    public async Task A_connection_id_that_cannot_be_is_refused(string body)
    {
        var (id, _) = await api.LiveStreamAsync();

        await api.Customer.PostAsync($"/api/livestreams/{id}/viewers", Api.Json(body == "LONG" ? $$"""{"connectionId":"{{new string('c', 129)}}"}""" : body))
            .IsInvalidAsync("connectionId");
    }
}
