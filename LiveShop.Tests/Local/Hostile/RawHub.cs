using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>A negotiated hub connection, to be opened over raw sockets.</summary>
internal sealed class RawHub
{
    public const string Handshake = """{"protocol":"json","version":1}""";

    private readonly string address;
    private readonly AuthenticationHeaderValue bearer;

    private RawHub(string connectionId, string address, string token)
    {
        ConnectionId = connectionId;
        this.address = address;
        bearer = new AuthenticationHeaderValue("Bearer", token);
    }

    public string ConnectionId { get; }

    public static async Task<RawHub> NegotiateAsync(HttpClient http)
    {
        var ours = await http.PostAsync("/api/livestreams/demo/negotiate", null).JsonAsync();
        var hub = new Uri(ours.Text("url")!).PathAndQuery;
        using var request = new HttpRequestMessage(HttpMethod.Post, hub.Replace("/client/?", "/client/negotiate?negotiateVersion=1&", StringComparison.Ordinal));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ours.Text("accessToken"));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var hubs = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new RawHub(hubs.Text("connectionId")!, $"{hub}&id={hubs.Text("connectionToken")}", ours.Text("accessToken")!);
    }

    /// <summary>Upgrades the connection to a WebSocket and sends nothing.</summary>
    public async Task UpgradeAsync(RawSocket connection)
    {
        await connection.SendAsync(Request(
            "GET", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
        Assert.StartsWith("HTTP/1.1 101", await connection.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>A WebSocket on which SignalR's handshake has been made.</summary>
    public async Task OpenAsync(RawSocket connection)
    {
        await UpgradeAsync(connection);
        await connection.SendAsync(Frame.Message(Handshake));
        await connection.ReadUntilAsync("{}\u001e");
    }

    /// <summary>Asks for the messages as server-sent events or, with no such wish, for those there are; reads nothing.</summary>
    public Task<bool> AskAsync(RawSocket connection, string? accept = null) =>
        connection.SendAsync(Request("GET", accept is null ? "" : $"Accept: {accept}\r\n"));

    /// <summary>The same through a client, whose answer is read as far as the caller does.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpClient http, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = bearer;
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends to the hub beside the messages, as those have to whose network lets no WebSocket through.</summary>
    public async Task PostAsync(HttpClient http, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent($"{message}\u001e", Encoding.UTF8) };
        request.Headers.Authorization = bearer;
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for the messages there are, once.</summary>
    public async Task<string> PollAsync(HttpClient http)
    {
        using var answer = await AskAsync(http);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private string Request(string method, string headers) =>
        $"{method} {address} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {bearer}\r\n{headers}\r\n";
}
