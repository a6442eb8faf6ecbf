using System.Text;

namespace LiveShop.Bench.Load;

/// <summary>How the clients of one kind of server join, and how an admin requests a change.</summary>
internal abstract class Protocol(EventLoop loop, LoadSpec spec)
{
    private string AdminHeaders { get; } = spec.Token is null ? "" : $"Authorization: Bearer {spec.Token}\r\n";

    protected EventLoop Loop => loop;

    protected int Port => spec.Port;

    /// <summary>Sent regularly on a connection, so that the server does not close it.</summary>
    public virtual byte[]? Heartbeat => null;

    public static Protocol Of(EventLoop loop, LoadSpec spec) => spec.Protocol switch
    {
        "liveshop" => new LiveShopProtocol(loop, spec),
        "signalr" => new SignalRProtocol(loop, spec),
        "socketio" => new SocketIoProtocol(loop, spec),
        "nchan" => new NchanProtocol(loop, spec),
        _ => new PlainProtocol(loop, spec),
    };

    /// <returns>False when one of the requests failed.</returns>
    public abstract Task<bool> JoinAsync(Customer customer);

    /// <summary>Moves a pinned product to the first place, another one each time, so that every request is a change.</summary>
    public virtual byte[] Change(StreamLog stream, long number) => spec.Pins > 1
        ? Admin(
            "POST", $"/api/livestreams/{stream.Id}/pin-product", $$"""{"productId":"product-{{number % spec.Pins}}","displayOrder":0}""")
        : number % 2 == 0 ? Unpin(stream, 0) : Pin(stream, 0);

    public byte[] Pin(StreamLog stream, int product) =>
        Admin("POST", $"/api/livestreams/{stream.Id}/pin-product", $$"""{"productId":"product-{{product}}"}""");

    public byte[] Unpin(StreamLog stream, int product) =>
        Admin("DELETE", $"/api/livestreams/{stream.Id}/pinned-products/product-{product}");

    public static byte[] Snapshot(StreamLog stream, string headers = "") =>
        HttpConnection.Request("GET", $"/api/livestreams/{stream.Id}/pinned-products", headers: headers);

    public virtual async Task<long> VersionAsync(HttpConnection http, StreamLog stream) => (await http.SendAsync(Snapshot(stream))).Version;

    protected static async Task<bool> TakeSnapshotAsync(HttpConnection http, Customer customer)
    {
        var reply = await http.SendAsync(Snapshot(customer.Stream));
        if (reply.IsSuccess)
            customer.TakeSnapshot(reply.Version);
        return reply.IsSuccess || Failed("the snapshot", reply);
    }

    /// <summary>Logs what failed, and returns false.</summary>
    protected static bool Failed(string what, HttpReply reply = default)
    {
        Console.Error.WriteLine($"{what} was answered with {reply.Status}: {Encoding.UTF8.GetString(reply.Body ?? [])}");
        return false;
    }

    protected async Task<bool> OpenAsync(Customer customer, string path, string? handshake = null)
    {
        var socket = new WebSocketConnection(loop, Port, path, customer.Receive, customer.Lost);
        customer.Connected(socket);
        if (!await socket.Opened)
            return Failed("the WebSocket");
        if (handshake is null)
            return true;

        // Real clients join after the handshake response.
        socket.SendText(Encoding.UTF8.GetBytes(handshake));
        return await customer.Greeted || Failed("the handshake");
    }

    private byte[] Admin(string method, string path, string body = "") => HttpConnection.Request(method, path, body, AdminHeaders);
}

/// <summary>A WebSocket and a snapshot: the clients of the old design and of the limit.</summary>
internal sealed class PlainProtocol(EventLoop loop, LoadSpec spec) : Protocol(loop, spec)
{
    public override async Task<bool> JoinAsync(Customer customer)
    {
        using var http = new HttpConnection(Loop, Port);
        return await OpenAsync(customer, $"/ws?stream={customer.Stream.Id}") && await TakeSnapshotAsync(http, customer);
    }
}

/// <summary>Engine.IO 4 over a WebSocket, the default namespace, a room by the query.</summary>
internal sealed class SocketIoProtocol(EventLoop loop, LoadSpec spec) : Protocol(loop, spec)
{
    public override async Task<bool> JoinAsync(Customer customer)
    {
        using var http = new HttpConnection(Loop, Port);
        return await OpenAsync(customer, $"/socket.io/?EIO=4&transport=websocket&stream={customer.Stream.Id}", "40")
            && await TakeSnapshotAsync(http, customer);
    }
}

/// <summary>nchan sends the last message to new subscribers; the publisher, here the admin, writes the whole state.</summary>
internal sealed class NchanProtocol(EventLoop loop, LoadSpec spec) : Protocol(loop, spec)
{
    private readonly string pins = SampleState.Pins(spec.Pins);
    private readonly Dictionary<string, long> published = [];

    public override Task<bool> JoinAsync(Customer customer) => OpenAsync(customer, $"/sub/{customer.Stream.Id}");

    public override byte[] Change(StreamLog stream, long number)
    {
        var version = published[stream.Id] = stream.Version + 1;
        return HttpConnection.Request("POST", $"/pub/{stream.Id}", SampleState.Of(stream.Id, version, pins));
    }

    public override Task<long> VersionAsync(HttpConnection http, StreamLog stream) =>
        Task.FromResult(published.GetValueOrDefault(stream.Id));
}
