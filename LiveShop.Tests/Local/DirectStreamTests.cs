using System.Net;
using System.Net.Sockets;
using LiveShop.Local.Realtime.DirectSend;

namespace LiveShop.Tests.Local;

public sealed class DirectStreamTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] State = WebSocketFrame.OfText("state"u8);
    private static readonly byte[] Handshake = WebSocketFrame.OfText("{}"u8);
    private static readonly byte[] FirstPart = [0x01, 1, (byte)'a'];
    private static readonly byte[] LastPart = [0x80, 1, (byte)'b'];
    private static readonly byte[] Ping = [0x89, 0];

    private readonly MemoryStream kestrel = new();
    private Socket server = null!;
    private Socket customer = null!;

    public async Task InitializeAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        customer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await customer.ConnectAsync(listener.LocalEndpoint);
        server = await listener.AcceptSocketAsync();
        server.Blocking = false;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        customer.Dispose();
        server.Dispose();
        kestrel.Dispose();
    }

    [Fact]
    public async Task Writes_before_the_first_client_message_keep_the_connection_on_the_Kestrel_pipe()
    {
        await using var direct = new DirectStream(kestrel, server);

        await direct.WriteAsync(Handshake);
        kestrel.Position = 0;
        await ListenAsync(direct);
        kestrel.Position = kestrel.Length;
        await direct.SendAsync(State);

        Assert.Equal([.. Handshake, .. State], kestrel.ToArray());
    }

    [Fact]
    public async Task No_state_is_sent_before_the_handshake_response()
    {
        await using var direct = await SpokenToAsync();

        var sending = direct.SendAsync(State).AsTask();
        await direct.WriteAsync(Ping);
        Assert.False(sending.IsCompleted);
        await direct.WriteAsync(Handshake);
        await sending;

        byte[] expected = [.. Ping, .. Handshake, .. State];
        Assert.Equal(expected, await ReceivedAsync(expected.Length));
    }

    [Fact]
    public async Task Cancelled_partial_write_ends_the_connection()
    {
        await using var direct = await OpenAsync();
        using var patience = new CancellationTokenSource();

        var writing = direct.WriteAsync(WebSocketFrame.OfText(new byte[8_000_000]), patience.Token).AsTask();
        Assert.False(writing.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await Assert.ThrowsAsync<IOException>(async () => await direct.SendAsync(State));
    }

    [Fact]
    public async Task Writes_after_the_first_client_message_go_to_the_socket()
    {
        await using var direct = await OpenAsync();

        await direct.WriteAsync(Ping);
        await direct.SendAsync(State);

        byte[] expected = [.. Ping, .. State];
        Assert.Equal(expected, await ReceivedAsync(expected.Length));
    }

    [Fact]
    public async Task State_waits_for_the_end_of_a_fragmented_message_and_a_ping_does_not()
    {
        await using var direct = await OpenAsync();

        await direct.WriteAsync(FirstPart);
        var sending = direct.SendAsync(State).AsTask();
        await direct.WriteAsync(Ping);
        Assert.False(sending.IsCompleted);
        await direct.WriteAsync(LastPart);
        await sending;

        byte[] expected = [.. FirstPart, .. Ping, .. LastPart, .. State];
        Assert.Equal(expected, await ReceivedAsync(expected.Length));
    }

    [Fact]
    public async Task Write_blocked_by_a_full_socket_completes_before_later_writes()
    {
        await using var direct = await OpenAsync();
        var large = WebSocketFrame.OfText(new byte[8_000_000]);

        var sending = direct.SendAsync(large).AsTask();
        var pinging = direct.WriteAsync(Ping).AsTask();
        Assert.False(sending.IsCompleted);
        var received = await ReceivedAsync(large.Length + Ping.Length);
        await Task.WhenAll(sending, pinging);

        Assert.True(received.AsSpan()[..large.Length].SequenceEqual(large));
        Assert.Equal(Ping, received[large.Length..]);
    }

    [Fact]
    public async Task Sending_on_a_broken_connection_throws()
    {
        await using var direct = await OpenAsync();
        server.Dispose();

        await Assert.ThrowsAnyAsync<Exception>(async () => await direct.SendAsync(State));
        await Assert.ThrowsAnyAsync<Exception>(async () => await direct.WriteAsync(Ping));
    }

    private async Task<DirectStream> OpenAsync()
    {
        var direct = await SpokenToAsync();
        await direct.WriteAsync(Handshake);
        await ReceivedAsync(Handshake.Length);
        return direct;
    }

    private async Task<DirectStream> SpokenToAsync()
    {
        var direct = new DirectStream(kestrel, server);
        kestrel.Write("hello"u8);
        kestrel.Position = 0;
        await ListenAsync(direct);
        return direct;
    }

    private static async Task ListenAsync(DirectStream direct) => await direct.ReadExactlyAsync(new byte[1]);

    private async Task<byte[]> ReceivedAsync(int count)
    {
        var received = new byte[count];
        for (var at = 0; at < count;)
            at += await customer.ReceiveAsync(received.AsMemory(at));
        return received;
    }
}
