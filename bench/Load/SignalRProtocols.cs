using System.Text;
using System.Text.Json;

namespace LiveShop.Bench.Load;

/// <summary>Negotiate, connect, then the snapshot: a client of ASP.NET Core SignalR.</summary>
internal class SignalRProtocol(EventLoop loop, LoadSpec spec) : Protocol(loop, spec)
{
    protected const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    public override byte[] Heartbeat { get; } = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");

    public override async Task<bool> JoinAsync(Customer customer)
    {
        using var http = new HttpConnection(Loop, Port);
        var negotiated = await http.SendAsync("POST", $"/client/negotiate?negotiateVersion=1&stream={customer.Stream.Id}");
        if (!negotiated.IsSuccess)
            return Failed("the hub's negotiate", negotiated);

        var connection = JsonSerializer.Deserialize<JsonElement>(negotiated.Body).GetProperty("connectionToken").GetString();
        return await OpenAsync(customer, $"/client?id={connection}&stream={customer.Stream.Id}", Handshake)
            && await TakeSnapshotAsync(http, customer);
    }
}

/// <summary>Negotiate, connect, join, then the snapshot, as LiveShop's page does.</summary>
internal sealed class LiveShopProtocol(EventLoop loop, LoadSpec spec) : SignalRProtocol(loop, spec)
{
    public override async Task<bool> JoinAsync(Customer customer)
    {
        using var http = new HttpConnection(Loop, Port);
        var hub = await http.SendAsync("POST", $"/api/livestreams/{customer.Stream.Id}/negotiate");
        if (!hub.IsSuccess)
            return Failed("negotiate", hub);

        var address = JsonSerializer.Deserialize<JsonElement>(hub.Body);
        var token = address.GetProperty("accessToken").GetString();
        var url = new Uri(address.GetProperty("url").GetString()!);
        var negotiated = await http.SendAsync(
            "POST", $"{url.AbsolutePath.TrimEnd('/')}/negotiate{url.Query}&negotiateVersion=1",
            headers: $"Authorization: Bearer {token}\r\n");
        if (!negotiated.IsSuccess)
            return Failed("the hub's negotiate", negotiated);

        var connection = JsonSerializer.Deserialize<JsonElement>(negotiated.Body);
        var id = connection.GetProperty("connectionId").GetString();
        var connectionToken = connection.GetProperty("connectionToken").GetString();
        if (!await OpenAsync(customer, $"{url.PathAndQuery}&id={connectionToken}&access_token={token}", Handshake))
            return false;

        var joined = await http.SendAsync(
            "POST", $"/api/livestreams/{customer.Stream.Id}/viewers", $$"""{"connectionId":"{{id}}"}""");
        return joined.IsSuccess ? await TakeSnapshotAsync(http, customer) : Failed("join", joined);
    }
}
