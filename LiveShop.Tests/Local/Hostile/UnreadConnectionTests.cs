using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

[Collection(ProcessMeasurementCollection.Name)]
public sealed class UnreadConnectionTests(ITestOutputHelper output)
{
    private const int OverWebSockets = 200;
    private const int OverEachOther = 50;
    private const int SmallBuffer = 4 * 1024;

    /// <summary>
    /// What SignalR's pipe and Kestrel's hold, 64 KB each; over a WebSocket it is less. A state has a hundred KB and is shared by
    /// all for whom it waits: a copy of it for each would be too much.
    /// </summary>
    private const long MaxBytesPerConnection = 128 * 1024;

    private static readonly int States = TestScale.Repeat(40);

    [Fact]
    public async Task Clients_that_never_read_block_nobody_use_bounded_memory_and_are_disconnected()
    {
        await using var shop = await MonitoredShop.OpenAsync();
        await shop.GrowStateAsync();
        var before = MonitoredShop.Heap();
        var connections = await Task.WhenAll(
            Enumerable.Range(0, OverWebSockets).Select(_ => OverWebSocketAsync(shop))
            .Concat(Enumerable.Range(0, OverEachOther).Select(_ => OverServerSentEventsAsync(shop)))
            .Concat(Enumerable.Range(0, OverEachOther).Select(_ => ByLongPollingAsync(shop))));

        var most = 0L;
        for (var state = 0; state < States; state += 10)
        {
            await shop.ChangeAsync(10);
            most = Math.Max(most, MonitoredShop.Heap() - before);
        }

        output.WriteLine($"{connections.Length} connections, {States} states, {most:N0} bytes at most beside {before:N0}, {most / connections.Length:N0} for each; {shop.Summary}");
        Assert.True(most < connections.Length * MaxBytesPerConnection, $"{most:N0} bytes were held for {connections.Length} connections.");
        // The clients keep their sockets open, so the server has to close them. The hub does; a response that is not read to its
        // end, as server-sent events are, Kestrel gives up by its least rate only, minutes later.
        await shop.HasReleasedStrangersAsync(hangingOn: OverEachOther);
        await MonitoredShop.HeapGrewAtMostAsync(before, 24 * 1024 * 1024);
        Array.ForEach(connections, connection => connection.Dispose());
    }

    private static Task<RawSocket> OverWebSocketAsync(MonitoredShop shop) => NeverReadAsync(shop, (hub, connection) => hub.OpenAsync(connection));

    private static Task<RawSocket> OverServerSentEventsAsync(MonitoredShop shop) => NeverReadAsync(shop, async (hub, connection) =>
    {
        await hub.AskAsync(connection, "text/event-stream");
        await connection.ReadUntilAsync("\r\n\r\n");
        await hub.PostAsync(shop.Http, RawHub.Handshake);
    });

    // The first poll opens the connection, the next gets the answer to the handshake, and the last one's answer is never read.
    private static Task<RawSocket> ByLongPollingAsync(MonitoredShop shop) => NeverReadAsync(shop, async (hub, connection) =>
    {
        await hub.PollAsync(shop.Http);
        await hub.PostAsync(shop.Http, RawHub.Handshake);
        await hub.PollAsync(shop.Http);
        await hub.AskAsync(connection);
    });

    /// <summary>Joins, so that each state is sent to it, and leaves all of it unread.</summary>
    private static async Task<RawSocket> NeverReadAsync(MonitoredShop shop, Func<RawHub, RawSocket, Task> openAsync)
    {
        var hub = await shop.NegotiateAsync();
        var connection = await shop.ConnectAsync(SmallBuffer);
        await openAsync(hub, connection);
        using var joined = await shop.JoinAsync(hub.ConnectionId);
        joined.EnsureSuccessStatusCode();
        return connection;
    }
}
