using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

[Collection(ProcessMeasurementCollection.Name)]
public sealed class IdleConnectionTests(ITestOutputHelper output)
{
    private const string Snapshot = "GET /api/livestreams/demo/pinned-products HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Fact]
    public async Task Thousands_of_idle_connections_cost_little_and_block_nobody()
    {
        await using var shop = await MonitoredShop.OpenAsync();
        var connections = new List<RawSocket>();
        var before = MonitoredShop.Heap();

        await shop.ChangeDuringAsync(Task.Run(async () =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                var connection = await shop.ConnectAsync();
                connections.Add(connection);
                await connection.SendAsync(Snapshot);
                await connection.ReadUntilAsync("\r\n\r\n");
            }
        }));
        var held = MonitoredShop.Heap() - before;

        output.WriteLine($"{connections.Count} idle connections, {held / connections.Count:N0} bytes each; {shop.Summary}");
        Assert.True(held < connections.Count * 64 * 1024, $"{held:N0} bytes are held for {connections.Count} idle connections.");
        connections.ForEach(connection => connection.Dispose());
        await shop.HasReleasedStrangersAsync();
        await MonitoredShop.HeapGrewAtMostAsync(before, 16 * 1024 * 1024);
    }
}
