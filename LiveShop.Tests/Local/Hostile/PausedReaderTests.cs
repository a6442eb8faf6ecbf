using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>Customers who pause reading large states, so that all buffers fill up.</summary>
public sealed class PausedReaderTests(PausedReaderTests.ShopThatKeepsConnections shared, ITestOutputHelper output)
    : IClassFixture<PausedReaderTests.ShopThatKeepsConnections>, IDisposable
{
    private const int SmallBuffer = 4 * 1024;

    /// <summary>States of 100 KB each. The hub disconnects a client that reads nothing for ten seconds.</summary>
    private const int States = 60;

    /// <summary>The buffer that a WebSocket is left takes one or two.</summary>
    private const int MostOverAWebSocket = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MonitoredShop shop = shared.Shop;
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = shared.Shop.Server.BaseAddress };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Paused_reader_over_a_WebSocket_gets_the_newest_state_and_not_all_before()
    {
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync(SmallBuffer);
        await hub.OpenAsync(connection);

        await OnlyTheNewestComesAsync(hub, connection.ReadUntilAsync, MostOverAWebSocket);
    }

    [Fact]
    public async Task Paused_reader_over_server_sent_events_gets_the_newest_state_and_not_all_before()
    {
        var hub = await shop.NegotiateAsync();
        using var events = await hub.AskAsync(http, "text/event-stream");
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());
        await hub.PostAsync(shop.Http, RawHub.Handshake);

        await OnlyTheNewestComesAsync(hub, newest => CollectAsync(newest, async patience => await lines.ReadLineAsync(patience)));
    }

    [Fact]
    public async Task Paused_reader_over_long_polling_gets_the_newest_state_and_not_all_before()
    {
        var hub = await shop.NegotiateAsync();
        await hub.PollAsync(http);
        await hub.PostAsync(shop.Http, RawHub.Handshake);
        await hub.PollAsync(http);
        var unread = hub.AskAsync(http);

        await OnlyTheNewestComesAsync(hub, newest => CollectAsync(newest, async patience =>
        {
            using var answer = await unread;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var states = await answer.Content.ReadAsStringAsync(patience);
            unread = hub.AskAsync(http);
            return states;
        }));
    }

    private async Task OnlyTheNewestComesAsync(RawHub hub, Func<string, Task<string>> readUntilAsync, int most = States - 1)
    {
        await shop.GrowStateAsync();
        await shop.JoinAsync(hub.ConnectionId).IsAsync(HttpStatusCode.Accepted);
        await shop.ChangeAsync(States);

        var read = await readUntilAsync($"\"title\":\"{shop.NewestTitle}\"");

        var states = read.Split("\"title\":").Length - 1;
        output.WriteLine($"{states} of {States} states came.");
        Assert.InRange(states, 1, most);
    }

    private static async Task<string> CollectAsync(string end, Func<CancellationToken, Task<string?>> readAsync)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        string read;
        do
        {
            read = await readAsync(patience.Token) ?? throw new EndOfStreamException("It ended before the newest state came.");
            text.Append(read);
        }
        while (!read.Contains(end, StringComparison.Ordinal));
        return text.ToString();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext server, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SmallBuffer };
        await socket.ConnectAsync(server.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A pause between two polls may be long on a busy machine.</summary>
    public sealed class ShopThatKeepsConnections : SharedMonitoredShop
    {
        protected override void Configure(IServiceCollection services) =>
            services.Configure<ConnectionOptions>(connections => connections.DisconnectTimeout = TimeSpan.FromMinutes(2));
    }
}
