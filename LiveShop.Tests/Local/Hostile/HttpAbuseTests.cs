using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

[Collection(HostileCollection.Name)]
public sealed class HttpAbuseTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>More than the system takes over at both ends of a connection of which nobody reads.</summary>
    private const int BuffersOnTheWay = 16 * 1024 * 1024;

    private const string Snapshot = "GET /api/livestreams/demo/pinned-products HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private MonitoredShop shop = null!;

    public async Task InitializeAsync() => shop = await MonitoredShop.OpenAsync(services => services.Configure<KestrelServerOptions>(kestrel =>
    {
        // The server's own limits, a test's patience.
        kestrel.Limits.RequestHeadersTimeout /= 5;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(kestrel.Limits.MinRequestBodyDataRate!.BytesPerSecond, TimeSpan.FromSeconds(2));
    }));

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Server_limits_every_resource_of_one_caller()
    {
        await using var plain = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        var limits = plain.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        Assert.InRange(limits.MaxRequestBodySize!.Value, 64 * 1024, 1024 * 1024);
        Assert.InRange(limits.MaxRequestHeadersTotalSize, 8 * 1024, 32 * 1024);
        Assert.All([limits.MinRequestBodyDataRate, limits.MinResponseDataRate], rate => Assert.True(rate is { BytesPerSecond: > 0 }));
        Assert.All([limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections], most => Assert.InRange(most!.Value, 10_000, 100_000));

        var hub = plain.Services.GetRequiredService<IOptions<HubOptions>>().Value;
        Assert.Equal(4096, hub.MaximumReceiveMessageSize);
        Assert.InRange(hub.HandshakeTimeout!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        // Left out it is SignalR's own, 30 s.
        Assert.InRange(hub.ClientTimeoutInterval ?? TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        Assert.InRange(plain.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value.DisconnectTimeout!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Slow_request_senders_are_disconnected()
    {
        var slow = Enumerable.Range(0, TestScale.Repeat(100)).Select(number => number % 2 == 0
            ? DripAsync("GET /api/livestreams/demo HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            : DripAsync("POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"));

        await shop.SayDuringAsync(Task.WhenAll(slow));

        await shop.HasForgottenTheOthersAsync();
    }

    [Fact]
    public async Task Oversized_requests_are_refused_without_reading_the_rest()
    {
        var large = new string('x', 64 * 1024);
        Assert.Contains(" 431 ", await AnswerAsync($"GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-Large: {large}\r\n\r\n"), StringComparison.Ordinal);
        Assert.Contains(" 414 ", await AnswerAsync($"GET /api/health?{large} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);

        const string chunked = "POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        using var connection = await shop.ConnectAsync();
        await connection.SendAsync(chunked);
        var sent = 0;
        while (sent < BuffersOnTheWay && await connection.SendAsync($"10000\r\n{large}\r\n"))
            sent += large.Length;
        Assert.True(sent < BuffersOnTheWay, $"It took {sent:N0} bytes.");
        await connection.ReadToEndAsync();

        Assert.Contains(" 413 ", await AnswerAsync(
            "POST /api/carts/x/items HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"), StringComparison.Ordinal);
        await shop.HasForgottenTheOthersAsync();
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        const int requests = 500;
        using var connection = await shop.ConnectAsync();
        var reading = connection.ReadToEndAsync(kept: int.MaxValue);

        await connection.SendAsync(string.Concat(Enumerable.Range(0, requests).Select(number =>
            $"GET /api/products/none-{number} HTTP/1.1\r\nHost: localhost\r\n\r\n")) + "GARBAGE\r\n\r\n");

        var instances = (await reading).Split("\"instance\":\"/api/products/none-").Skip(1).Select(rest => int.Parse(rest[..rest.IndexOf('"', StringComparison.Ordinal)], null));
        Assert.Equal(Enumerable.Range(0, requests), instances);
        await shop.HasForgottenTheOthersAsync();
    }

    [Fact]
    public async Task Thousands_of_idle_connections_cost_little_and_block_nobody()
    {
        var idlers = new List<RawSocket>();
        var before = MonitoredShop.Heap();

        await shop.SayDuringAsync(Task.Run(async () =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                var idler = await shop.ConnectAsync();
                idlers.Add(idler);
                await idler.SendAsync(Snapshot);
                await idler.ReadUntilAsync("\r\n\r\n");
            }
        }));
        var held = MonitoredShop.Heap() - before;

        output.WriteLine($"{idlers.Count} idle connections, {held / idlers.Count:N0} bytes each; {shop.Account}");
        Assert.True(held < idlers.Count * 64 * 1024, $"{held:N0} bytes are held for {idlers.Count} idle connections.");
        idlers.ForEach(idler => idler.Dispose());
        await shop.HasForgottenTheOthersAsync();
        await MonitoredShop.HoldsAtMostAsync(before, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task Thousands_of_concurrent_requests_are_all_served()
    {
        var calls = TestScale.Repeat(2_000);

        await shop.SayDuringAsync(Task.WhenAll(Enumerable.Range(0, calls).Select(async number =>
        {
            using var answer = number % 2 == 0
                ? await shop.Http.PostAsync("/api/livestreams/demo/negotiate", null)
                : await shop.Http.GetAsync("/api/livestreams/demo/pinned-products");
            answer.EnsureSuccessStatusCode();
        })));

        await shop.HasForgottenTheOthersAsync();
    }

    private async Task DripAsync(string start)
    {
        using var connection = await shop.ConnectAsync();
        var end = connection.ReadToEndAsync();
        await connection.SendAsync(start);
        while (!end.IsCompleted && await connection.SendAsync("x"))
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(250)));
        await end;
    }

    private async Task<string> AnswerAsync(string request)
    {
        using var connection = await shop.ConnectAsync();
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync();
    }
}
