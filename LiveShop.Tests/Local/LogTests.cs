using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

/// <summary>Every test server checks its own log for secrets; here with every log level and trace enabled.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData("Logging:LogLevel", "Information"), InlineData("Logging:LogLevel", "Trace")]
    [InlineData("Logging:Captured:LogLevel", "Trace")]
    public async Task No_token_key_or_cart_id_is_logged_or_traced_at_any_log_level(string setting, string level)
    {
        var traced = new ConcurrentQueue<string>();
        using var tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name != "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(happened => happened.Tags))}"),
        };
        ActivitySource.AddActivityListener(tracing);
        await using var server = await LocalServer.StartAsync(
            $"--{setting}:Default", level, $"--{setting}:Microsoft.AspNetCore", level, $"--{setting}:Microsoft.AspNetCore.Hosting.Diagnostics", level);
        var admin = await server.TokenAsync("ann", "admin");
        var forged = $"{admin}x";
        using (var client = server.WithToken(admin))
            await client.PostAsync("/api/livestreams/demo/stop", null).JsonAsync();
        await server.Http.PostAsync($"/api/livestreams/demo/start?access_token={admin}", null).IsProblemAsync(401, "unauthorized");
        await server.Http.SendAsync(HttpMethod.Post, "/api/livestreams/demo/start", ("Authorization", $"Bearer {forged}")).IsProblemAsync(401, "unauthorized");

        var hub = (await server.Http.PostAsync("/api/livestreams/demo/negotiate", null).JsonAsync()).Text("accessToken")!;
        await using (await HubClient.JoinAsync(server.Http))
            await ConnectAsync(server, hub);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, forged));
        var cart = await UseACartAsync(server);

        var key = await File.ReadAllBytesAsync(Path.Combine(server.DataDirectory, "signing.key"));
        string[] secrets = [Signature(admin), Signature(hub), cart, "access_token", Convert.ToBase64String(key), Convert.ToHexString(key)];
        Assert.NotEmpty(server.Log.Entries);
        Assert.NotEmpty(traced);
        var found = server.Log.Lines.Concat(traced).Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    // In every way that leaves a trace of its own: there, not there, refused, by a method that it does not have.
    private static async Task<string> UseACartAsync(LocalServer server)
    {
        var cart = (await server.Http.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).Text("id")!;
        await server.Http.GetAsync($"/api/carts/{cart}").JsonAsync();
        await server.Http.PostAsync($"/api/carts/{cart}/items", Api.Json("""{"productId":"mug"}""")).JsonAsync();
        await server.Http.PostAsync($"/api/carts/{cart}/items", Api.Json("nonsense")).IsProblemAsync(400, "malformed-json");
        await server.Http.PutAsync($"/api/carts/{cart}", null).IsProblemAsync(405, "method-not-allowed");
        await server.Http.GetAsync($"/api/carts/{cart}/nothing").IsProblemAsync(404, "not-found");
        using var preflight = await server.Http.SendAsync(HttpMethod.Options, $"/api/carts/{cart}", ("Origin", "https://elsewhere.example"));
        using var page = await server.Http.GetAsync($"/sample/images/{cart}.svg?access_token=x");
        return cart;
    }

    private static string Signature(string token) => token.Split('.')[2];

    private static async Task ConnectAsync(LocalServer server, string token)
    {
        var negotiated = await server.Http.PostAsync($"/client/negotiate?hub=liveshop&negotiateVersion=1&access_token={token}", null);
        var id = negotiated.IsSuccessStatusCode ? (await negotiated.Content.ReadFromJsonAsync<JsonElement>()).Text("connectionToken") : "none";
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(server.BaseAddress, $"/client?hub=liveshop&id={id}&access_token={token}")) { Scheme = "ws" }.Uri, CancellationToken.None);
    }
}
