using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveShop.Local.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

public sealed class ConflatingHubLifetimeManagerTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Group = "stream-demo";

    // Above every version of the sample stream.
    private const int First = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NoWait = TimeSpan.FromSeconds(20);

    private readonly LocalServer server = shared.Server;

    private IHubContext<LiveShopHub> Hub => server.Services.GetRequiredService<IHubContext<LiveShopHub>>();

    [Fact]
    public async Task Slow_reader_blocks_nobody_and_later_gets_the_newest_state()
    {
        const int last = First + 40;
        await using var slow = await HubClient.JoinAsync(server.Http);
        await using var prompt = await HubClient.JoinAsync(server.Http);
        slow.StopReading();

        for (var version = First; version <= last; version++)
        {
            await SendAsync(version, length: 1_000_000).WaitAsync(NoWait);
            await prompt.VersionAsync(version);
        }

        slow.ReadOn();
        await slow.VersionAsync(last);
        Assert.True(slow.States.Count(IsOurs) < last - First, "It got states that a newer one had overtaken.");
    }

    [Fact]
    public async Task Group_and_client_messages_never_interleave_on_a_connection()
    {
        const int messages = 200;
        const int last = First + messages;
        await using var customer = await HubClient.JoinAsync(server.Http);

        var own = Task.Run(async () =>
        {
            for (var n = 1; n <= messages; n++)
                await Hub.Clients.Client(customer.ConnectionId).SendAsync("livestreamUpdated", State(-n, length: 20_000));
        });
        for (var version = First; version <= last; version++)
            await SendAsync(version, length: 20_000);
        await own;

        await customer.VersionAsync(last);
        await customer.StateAsync(state => state.GetProperty("version").GetInt64() == -messages);
        Assert.All(customer.States.Where(IsOurs), state => Assert.Equal(20_000, state.GetProperty("padding").GetString()!.Length));
    }

    [Fact]
    public async Task Customer_who_left_gets_nothing_and_one_who_joined_twice_gets_each_state_once()
    {
        await using var left = await HubClient.JoinAsync(server.Http);
        await using var there = await HubClient.JoinAsync(server.Http);
        (await there.JoinGroupAsync()).EnsureSuccessStatusCode();
        await Hub.Groups.RemoveFromGroupAsync(left.ConnectionId, Group);

        await SendAsync(First, length: 10);
        await there.VersionAsync(First);
        await Hub.Clients.Clients(left.ConnectionId, there.ConnectionId).SendAsync("livestreamUpdated", State(First + 1, length: 10));
        await Task.WhenAll(left.VersionAsync(First + 1), there.VersionAsync(First + 1));

        Assert.Equal([First + 1], left.States.Where(IsOurs).Select(state => state.GetProperty("version").GetInt32()));
        Assert.Equal([First, First + 1], there.States.Where(IsOurs).Select(state => state.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task States_reach_a_customer_over_server_sent_events()
    {
        var negotiated = await PostAsync("/api/livestreams/demo/negotiate", null);
        var hub = negotiated.GetProperty("url").GetString()!;
        using var http = server.WithToken(negotiated.GetProperty("accessToken").GetString()!);
        var connection = await PostAsync(http, hub.Replace("/client/?", "/client/negotiate?negotiateVersion=1&", StringComparison.Ordinal), null);
        var address = $"{hub}&id={connection.GetProperty("connectionToken").GetString()}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var events = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());
        (await http.PostAsync(address, new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e", Encoding.UTF8))).EnsureSuccessStatusCode();
        await PostAsync("/api/livestreams/demo/viewers", new { connectionId = connection.GetProperty("connectionId").GetString() });

        await SendAsync(First, length: 10);

        using var patience = new CancellationTokenSource(Patience);
        while (!(await lines.ReadLineAsync(patience.Token))!.Contains($"\"version\":{First}", StringComparison.Ordinal))
            continue;
    }

    [Fact]
    public async Task Sends_to_groups_that_would_reach_nobody_are_not_supported()
    {
        await using var customer = await HubClient.JoinAsync(server.Http);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => Hub.Clients.Groups(Group, "stream-other").SendAsync("livestreamUpdated", State(First, length: 10)));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Hub.Clients.GroupExcept(Group, "somebody").SendAsync("livestreamUpdated", State(First, length: 10)));
    }

    [Fact]
    public async Task Sends_to_connections_and_to_all_reach_the_customers()
    {
        await using var customer = await HubClient.JoinAsync(server.Http);

        await Hub.Clients.Client(customer.ConnectionId).SendAsync("livestreamUpdated", State(First, length: 10));
        await Hub.Clients.Clients(customer.ConnectionId).SendAsync("livestreamUpdated", State(First + 1, length: 10));
        await Hub.Clients.All.SendAsync("livestreamUpdated", State(First + 2, length: 10));
        await Hub.Clients.AllExcept("somebody").SendAsync("livestreamUpdated", State(First + 3, length: 10));

        for (var version = First; version <= First + 3; version++)
            await customer.VersionAsync(version);
    }

    private static bool IsOurs(JsonElement state) => state.TryGetProperty("padding", out _);

    private Task SendAsync(int version, int length) => Hub.Clients.Group(Group).SendAsync("livestreamUpdated", State(version, length));

    private static object State(int version, int length) => new { version, padding = new string('x', length) };

    private Task<JsonElement> PostAsync(string path, object? body) => PostAsync(server.Http, path, body);

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body ?? new { });
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
