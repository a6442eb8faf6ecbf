using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using LiveShop.Local.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

public sealed class HubAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly LocalServer server = shared.Server;

    public static TheoryData<string> BadTokens => ["none", "garbage", "admin", "expired", "forged"];

    [Theory, MemberData(nameof(BadTokens))]
    public async Task Hub_refuses_an_invalid_token(string kind)
    {
        var token = await TokenAsync(kind);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/client/negotiate?hub=liveshop&negotiateVersion=1");
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);

        using var socket = new ClientWebSocket();
        var address = new UriBuilder(new Uri(server.BaseAddress, $"/client?hub=liveshop&access_token={token}")) { Scheme = "ws" };
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address.Uri, CancellationToken.None));
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task Hub_token_is_refused_as_admin_token()
    {
        var negotiated = await (await server.Http.PostAsync("/api/livestreams/demo/negotiate", null)).Content.ReadFromJsonAsync<JsonElement>();
        using var client = server.WithToken(negotiated.GetProperty("accessToken").GetString()!);

        using var response = await client.PostAsync("/api/livestreams/demo/stop", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory, InlineData("SendCoreAsync"), InlineData("OnConnectedAsync"), InlineData("livestreamUpdated"), InlineData("AddToGroup")]
    public async Task Customer_can_invoke_no_hub_method(string method)
    {
        await using var customer = await HubClient.JoinAsync(server.Http);

        await customer.SendAsync($$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":["stream-demo","x"]}""");

        const int completion = 3;
        var answer = await customer.MessageAsync(completion);
        Assert.Contains("does not exist", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_sent_events_tell_proxies_not_to_buffer()
    {
        using var negotiated = await server.Http.PostAsync("/api/livestreams/demo/negotiate", null);
        var token = (await negotiated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        using var customer = server.WithToken(token);
        using var hub = await customer.PostAsync("/client/negotiate?hub=liveshop&negotiateVersion=1", null);
        var connection = (await hub.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionToken").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/client?hub=liveshop&id={connection}");
        request.Headers.Accept.ParseAdd("text/event-stream");

        using var response = await customer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
    }

    [Fact]
    public async Task Joining_with_an_unknown_connection_is_404()
    {
        using var response = await server.Http.PostAsJsonAsync("/api/livestreams/demo/viewers", new { connectionId = "made-up" });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Closed_connection_cannot_join()
    {
        var customer = await HubClient.ConnectAsync(server.Http);
        await customer.DisposeAsync();

        await Eventually.HoldsAsync(async () =>
        {
            using var response = await customer.JoinGroupAsync();
            return response.StatusCode == HttpStatusCode.NotFound;
        });
    }

    [Fact]
    public async Task Negotiating_for_a_missing_stream_is_404()
    {
        using var response = await server.Http.PostAsync("/api/livestreams/nowhere/negotiate", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string?> TokenAsync(string kind)
    {
        const string audience = "liveshop-hub";
        var key = server.Services.GetRequiredService<InstallationKey>();
        var claims = new Dictionary<string, object> { ["sub"] = "somebody" };
        switch (kind)
        {
            case "garbage":
                return "eyJhbGciOiJub25lIn0.e30.";
            case "admin":
                return await server.TokenAsync("ann", "admin");
            case "expired":
                return key.Sign(audience, TimeSpan.FromMinutes(-5), claims);
            case "forged":
                using (var elsewhere = new TemporaryFolder())
                    return InstallationKey.Open(elsewhere.Path).Sign(audience, TimeSpan.FromMinutes(5), claims);
            default:
                return null;
        }
    }
}
