using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

[Collection(ProcessMeasurementCollection.Name)]
public sealed class ConnectionChurnTests(ITestOutputHelper output)
{
    private const int Parallelism = 40;

    /// <summary>Bytes per connection, far less than a leaked connection would hold.</summary>
    private const long MaxBytesPerConnection = 8 * 1024;

    private static readonly int Repetitions = TestScale.Repeat(50);

    private static int silentConnections;

    private static readonly Func<MonitoredShop, Task>[] Ways =
    [
        LeaveWithoutAWordAsync, ResetWithoutAWordAsync, LeaveWithinTheRequestAsync, NegotiateOnlyAsync,
        shop => OpenAsync(shop, (hub, connection) => hub.UpgradeAsync(connection), reset: false),
        shop => OpenAsync(shop, (hub, connection) => hub.UpgradeAsync(connection), reset: true),
        shop => OpenAsync(shop, WithinTheHandshakeAsync, reset: false),
        shop => OpenAsync(shop, WithinTheHandshakeAsync, reset: true),
        shop => OpenAsync(shop, (hub, connection) => hub.OpenAsync(connection), reset: false),
        shop => OpenAsync(shop, (hub, connection) => hub.OpenAsync(connection), reset: true),
        shop => OpenAsync(shop, (hub, connection) => JoinAsync(shop, hub, connection), reset: false),
        shop => OpenAsync(shop, (hub, connection) => JoinAsync(shop, hub, connection), reset: true),
        shop => OpenAsync(shop, (hub, connection) => WithinAFrameAsync(shop, hub, connection), reset: false),
        shop => OpenAsync(shop, (hub, connection) => WithinAFrameAsync(shop, hub, connection), reset: true),
        CloseAsync, HalfCloseAsync, FallSilentAsync, PollAndLeaveAsync, StreamAndLeaveAsync,
    ];

    [Fact]
    public async Task Thousands_of_connections_ended_in_every_way_leak_nothing()
    {
        await using var shop = await MonitoredShop.OpenAsync(services =>
            services.Configure<ConnectionOptions>(connections => connections.DisconnectTimeout = TimeSpan.FromSeconds(3)));
        await Task.WhenAll(Ways.Except([FallSilentAsync]).Select(way => way(shop)));
        await shop.HasReleasedStrangersAsync();
        var before = MonitoredShop.Heap();

        var strangers = Parallel.ForEachAsync(
            Enumerable.Range(0, Repetitions).SelectMany(_ => Ways), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (way, _) => await way(shop));
        await shop.ChangeDuringAsync(strangers);

        await shop.HasReleasedStrangersAsync();
        await MonitoredShop.HeapGrewAtMostAsync(before, (Ways.Length * Repetitions * MaxBytesPerConnection) + (8 * 1024 * 1024));
        output.WriteLine($"{Ways.Length} ways, each {Repetitions} times; {before:N0} bytes held before; {shop.Summary}");
    }

    private static async Task LeaveWithoutAWordAsync(MonitoredShop shop)
    {
        using var connection = await shop.ConnectAsync();
    }

    private static async Task ResetWithoutAWordAsync(MonitoredShop shop) => (await shop.ConnectAsync()).Reset();

    private static async Task LeaveWithinTheRequestAsync(MonitoredShop shop)
    {
        using var connection = await shop.ConnectAsync();
        await connection.SendAsync("POST /api/livestreams/demo/viewers HTTP/1.1\r\nHost: local");
    }

    private static async Task NegotiateOnlyAsync(MonitoredShop shop) => await shop.NegotiateAsync();

    private static async Task OpenAsync(MonitoredShop shop, Func<RawHub, RawSocket, Task> open, bool reset)
    {
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await open(hub, connection);
        if (reset)
            connection.Reset();
    }

    private static async Task WithinTheHandshakeAsync(RawHub hub, RawSocket connection)
    {
        await hub.UpgradeAsync(connection);
        await connection.SendAsync(Frame.Of(Frame.Text, RawHub.Handshake[..12]));
    }

    private static async Task JoinAsync(MonitoredShop shop, RawHub hub, RawSocket connection)
    {
        await hub.OpenAsync(connection);
        (await shop.JoinAsync(hub.ConnectionId)).EnsureSuccessStatusCode();
    }

    private static async Task WithinAFrameAsync(MonitoredShop shop, RawHub hub, RawSocket connection)
    {
        await JoinAsync(shop, hub, connection);
        await connection.SendAsync(Frame.Message("""{"type":6}""").AsMemory(0, 9));
    }

    private static Task CloseAsync(MonitoredShop shop) => OpenAsync(shop, async (hub, connection) =>
    {
        await JoinAsync(shop, hub, connection);
        await connection.SendAsync(Frame.Of(Frame.Close, [0x03, 0xe8]));
        await connection.ReadToEndAsync();
    }, reset: false);

    private static Task HalfCloseAsync(MonitoredShop shop) => OpenAsync(shop, async (hub, connection) =>
    {
        await JoinAsync(shop, hub, connection);
        connection.EndSending();
        await connection.ReadToEndAsync();
    }, reset: false);

    // A client whose network is gone sends no close, so the server has to time out; a few are enough.
    private static async Task FallSilentAsync(MonitoredShop shop)
    {
        if (Interlocked.Increment(ref silentConnections) % 25 != 1)
            return;

        await OpenAsync(shop, async (hub, connection) =>
        {
            await JoinAsync(shop, hub, connection);
            // The server expects a ping now and then of those who have ever sent one.
            await connection.SendAsync(Frame.Message("""{"type":6}"""));
            await connection.ReadToEndAsync();
        }, reset: false);
    }

    // The last poll stays open, because the server soon ends a connection without one.
    private static Task PollAndLeaveAsync(MonitoredShop shop) => OpenAsync(shop, async (hub, connection) =>
    {
        await hub.PollAsync(shop.Http);
        await hub.PostAsync(shop.Http, RawHub.Handshake);
        await hub.PollAsync(shop.Http);
        await hub.AskAsync(connection);
        (await shop.JoinAsync(hub.ConnectionId)).EnsureSuccessStatusCode();
    }, reset: false);

    private static Task StreamAndLeaveAsync(MonitoredShop shop) => OpenAsync(shop, async (hub, connection) =>
    {
        await hub.AskAsync(connection, "text/event-stream");
        await connection.ReadUntilAsync("\r\n\r\n");
        await hub.PostAsync(shop.Http, RawHub.Handshake);
        (await shop.JoinAsync(hub.ConnectionId)).EnsureSuccessStatusCode();
    }, reset: true);
}
