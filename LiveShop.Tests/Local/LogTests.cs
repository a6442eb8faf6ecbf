using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

public sealed class LogTests
{
    [Theory, InlineData("Information"), InlineData("Trace")]
    public async Task Nothing_of_a_token_or_the_key_is_logged_or_traced_however_much_is_asked_for(string level)
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
            "--Logging:LogLevel:Default", level, "--Logging:LogLevel:Microsoft.AspNetCore", level, "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", level);
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

        var key = await File.ReadAllBytesAsync(Path.Combine(server.DataDirectory, "signing.key"));
        string[] secrets = [Signature(admin), Signature(hub), "access_token", Convert.ToBase64String(key), Convert.ToHexString(key)];
        Assert.NotEmpty(server.Log.Entries);
        Assert.NotEmpty(traced);
        Assert.All(server.Log.Lines.Concat(traced), line => Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
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
