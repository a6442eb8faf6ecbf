using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveShop.Tests.Local.Hostile;

public sealed class HttpAbuseTests(HttpAbuseTests.ShopWithShortLimits shared) : IClassFixture<HttpAbuseTests.ShopWithShortLimits>
{
    /// <summary>More than the socket buffers of both ends of an unread connection hold.</summary>
    private const int BuffersOnTheWay = 16 * 1024 * 1024;

    private readonly MonitoredShop shop = shared.Shop;

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

        await shop.ChangeDuringAsync(Task.WhenAll(slow));

        await shop.HasReleasedStrangersAsync();
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
        await shop.HasReleasedStrangersAsync();
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
        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Thousands_of_concurrent_requests_are_all_served()
    {
        var calls = TestScale.Repeat(2_000);

        await shop.ChangeDuringAsync(Task.WhenAll(Enumerable.Range(0, calls).Select(async number =>
        {
            using var answer = number % 2 == 0
                ? await shop.Http.PostAsync("/api/livestreams/demo/negotiate", null)
                : await shop.Http.GetAsync("/api/livestreams/demo/pinned-products");
            answer.EnsureSuccessStatusCode();
        })));

        await shop.HasReleasedStrangersAsync();
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

    /// <summary>The server's own limits with shorter times.</summary>
    public sealed class ShopWithShortLimits : SharedMonitoredShop
    {
        protected override void Configure(IServiceCollection services) => services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout /= 5;
            kestrel.Limits.MinRequestBodyDataRate =
                new MinDataRate(kestrel.Limits.MinRequestBodyDataRate!.BytesPerSecond, TimeSpan.FromSeconds(2));
        });
    }
}
