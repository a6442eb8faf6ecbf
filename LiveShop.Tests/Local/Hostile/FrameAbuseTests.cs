using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

public sealed class FrameAbuseTests(FrameAbuseTests.ShopWithoutTimeouts shared, ITestOutputHelper output) : IClassFixture<FrameAbuseTests.ShopWithoutTimeouts>
{
    private const string Ping = """{"type":6}""";
    private const string Unknown = """{"type":1,"invocationId":"1","target":"Unknown","arguments":[]}""";

    private static readonly int Seed = (int)(Properties.Seed % 1_000_000_000);

    /// <summary>The first byte of the server's close frame, which no other message contains.</summary>
    private const char CloseFrameStart = '\u0088';

    private readonly MonitoredShop shop = shared.Shop;

    /// <summary>Violations of the WebSocket or SignalR protocol, sent after the handshake.</summary>
    private static Dictionary<string, byte[]> ProtocolViolations { get; } = new()
    {
        ["a message over the limit"] = Frame.Of(Frame.Text, new string('x', 5_000)),
        ["a message over the limit in fragments"] = [.. Frame.Of(Frame.Text, new string('x', 500), final: false), .. Repeat(Frame.Of(Frame.Continuation, new string('x', 500), final: false), 10)],
        ["a message that goes on for ever in many messages"] = Repeat(Frame.Of(Frame.Text, new string('x', 100)), 60),
        ["a frame that claims to be endless"] = [.. Frame.Of(Frame.Text, [], announced: long.MaxValue), .. new byte[20_000]],
        ["a frame of negative length"] = Frame.Of(Frame.Text, [], announced: ulong.MaxValue),
        ["a frame without a mask"] = Frame.Of(Frame.Text, Encoding.UTF8.GetBytes(Ping + '\u001e'), masked: false),
        ["a reserved bit"] = Frame.Of(Frame.Text, [0x1e], reserved: 4),
        ["another reserved bit"] = Frame.Of(Frame.Text, [0x1e], reserved: 1),
        ["a reserved opcode"] = Frame.Of(3, [0x1e]),
        ["a reserved control opcode"] = Frame.Of(11, []),
        ["text that is no UTF-8"] = Frame.Of(Frame.Text, [0xc3, 0x28, 0x1e]),
        ["text that ends within a character"] = Frame.Of(Frame.Text, [0xf0, 0x9f]),
        ["a ping in fragments"] = Frame.Of(Frame.Ping, [], final: false),
        ["a ping that is too long"] = Frame.Of(Frame.Ping, new byte[126]),
        ["a continuation of nothing"] = Frame.Of(Frame.Continuation, Ping),
        ["a message within another"] = [.. Frame.Of(Frame.Text, "{", final: false), .. Frame.Of(Frame.Text, Ping)],
        ["a second handshake"] = Frame.Message(RawHub.Handshake),
        ["garbage"] = Frame.Message("garbage"),
        ["no object"] = Frame.Message("[1,2]"),
        ["no type"] = Frame.Message("""{"target":"x"}"""),
        ["a type that is no number"] = Frame.Message("""{"type":"1"}"""),
        ["a good-bye"] = Frame.Message("""{"type":7}"""),
        ["a close"] = Frame.Of(Frame.Close, [0x03, 0xe8]),
        ["a close without a code"] = Frame.Of(Frame.Close, []),
        ["a close with half a code"] = Frame.Of(Frame.Close, [0x03]),
        ["a close with code 0"] = Frame.Of(Frame.Close, [0, 0]),
        ["a close with code 1005"] = Frame.Of(Frame.Close, [0x03, 0xed]),
        ["a close with code 65535"] = Frame.Of(Frame.Close, [0xff, 0xff]),
        ["a close whose reason is no UTF-8"] = Frame.Of(Frame.Close, [0x03, 0xe8, 0xc3, 0x28]),
        ["HTTP"] = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    };

    /// <summary>Valid but useless messages, which must be tolerated.</summary>
    private static Dictionary<string, byte[]> UselessMessages { get; } = new()
    {
        ["a binary frame"] = Frame.Of(Frame.Binary, Ping + '\u001e'),
        ["an empty frame"] = Frame.Of(Frame.Text, ""),
        ["thousands of empty fragments"] = [.. Frame.Of(Frame.Text, "", final: false), .. Repeat(Frame.Of(Frame.Continuation, "", final: false), 5_000), .. Frame.Of(Frame.Continuation, "")],
        ["a message byte by byte"] = [.. Frame.Of(Frame.Text, "{", final: false), .. Ping[1..].SelectMany(c => Frame.Of(Frame.Continuation, $"{c}", final: false)), .. Frame.Of(Frame.Continuation, "\u001e")],
        ["a method that does not exist"] = Frame.Message(Unknown),
        ["a method that does not exist, without waiting"] = Frame.Message("""{"type":1,"target":"Unknown","arguments":[1,"2",{"x":[]}]}"""),
        ["a stream that does not exist"] = Frame.Message("""{"type":4,"invocationId":"1","target":"Unknown","arguments":[]}"""),
        ["an upload to a method that does not exist"] = Frame.Message("""{"type":1,"invocationId":"1","target":"Unknown","arguments":[],"streamIds":["1","2"]}"""),
        ["an item of a stream that does not exist"] = Frame.Message("""{"type":2,"invocationId":"1","item":7}"""),
        ["a completion of nothing"] = Frame.Message("""{"type":3,"invocationId":"1","result":7}"""),
        ["a cancellation of nothing"] = Frame.Message("""{"type":5,"invocationId":"1"}"""),
        ["a type that does not exist"] = Frame.Message("""{"type":99}"""),
        ["an acknowledgement"] = Frame.Message("""{"type":8,"sequenceId":4711}"""),
        ["a flood of calls"] = Repeat(Frame.Message(Unknown), 500),
        ["a flood of pings"] = Repeat(Frame.Message(Ping), 5_000),
        ["a flood of the WebSocket's pings"] = Repeat(Frame.Of(Frame.Ping, new byte[125]), 5_000),
        ["a flood of pongs"] = Repeat(Frame.Of(10, new byte[125]), 5_000),
    };

    private static Dictionary<string, byte[]> InvalidHandshakes { get; } = new()
    {
        ["garbage"] = Frame.Message("garbage"),
        ["bytes"] = Frame.Of(Frame.Binary, [0, 1, 2, 0xff, 0x1e]),
        ["no protocol"] = Frame.Message("{}"),
        ["a protocol that is not spoken"] = Frame.Message("""{"protocol":"messagepack","version":1}"""),
        ["a version that is not spoken"] = Frame.Message("""{"protocol":"json","version":99}"""),
        ["a handshake that does not end"] = Repeat(Frame.Of(Frame.Text, new string(' ', 100)), 60),
        ["a call"] = Frame.Message(Unknown),
    };

    [Fact]
    public async Task Protocol_violations_close_the_connection_and_affect_no_other()
    {
        await shop.ChangeDuringAsync(AllAreDisconnectedAsync(ProtocolViolations, afterHandshake: true));

        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Connection_with_an_invalid_handshake_is_closed()
    {
        await shop.ChangeDuringAsync(AllAreDisconnectedAsync(InvalidHandshakes, afterHandshake: false));

        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Useless_but_valid_messages_are_tolerated()
    {
        await shop.ChangeDuringAsync(Task.WhenAll(UselessMessages.Select(async message =>
        {
            var hub = await shop.NegotiateAsync();
            using var connection = await shop.ConnectAsync();
            await hub.OpenAsync(connection);
            (await shop.JoinAsync(hub.ConnectionId)).EnsureSuccessStatusCode();
            var arrived = await connection.SendAsync(message.Value);
            Assert.True(arrived, message.Key);
            await connection.ReadUntilAsync("livestreamUpdated");
        })));

        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Mutated_frames_close_at_most_their_own_connection()
    {
        var connections = TestScale.Repeat(200);
        byte[][] wellFormed = [.. ProtocolViolations.Values, .. UselessMessages.Values.Where(bytes => bytes.Length < 10_000), .. InvalidHandshakes.Values];

        await shop.ChangeDuringAsync(Parallel.ForEachAsync(Enumerable.Range(Seed, connections), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (seed, _) =>
        {
            var random = new Random(seed);
            var hub = await shop.NegotiateAsync();
            using var connection = await shop.ConnectAsync();
            await (random.Next(4) == 0 ? hub.UpgradeAsync(connection) : hub.OpenAsync(connection));
            for (var number = random.Next(1, 6); number > 0; number--)
                await connection.SendAsync(Mutated(wellFormed[random.Next(wellFormed.Length)], random));
            if (random.Next(2) == 0)
                connection.Reset();
        }));

        output.WriteLine($"{connections} connections from seed {Seed}; {shop.Summary}");
        await shop.HasReleasedStrangersAsync();
    }

    private async Task AllAreDisconnectedAsync(Dictionary<string, byte[]> words, bool afterHandshake)
    {
        var stayed = await Task.WhenAll(words.Select(async said => await IsDisconnectedAsync(said.Value, afterHandshake) ? null : said.Key));
        Assert.Empty(stayed.OfType<string>());
    }

    private async Task<bool> IsDisconnectedAsync(byte[] bytes, bool afterHandshake)
    {
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await (afterHandshake ? hub.OpenAsync(connection) : hub.UpgradeAsync(connection));
        await connection.SendAsync(bytes);
        return await connection.IsEndedAsync(CloseFrameStart);
    }

    private static byte[] Mutated(byte[] frame, Random random)
    {
        var bytes = frame.ToArray();
        for (var number = random.Next(6); number > 0 && bytes.Length > 0; number--)
            bytes[random.Next(Math.Min(bytes.Length, 64))] = (byte)random.Next(256);
        return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static byte[] Repeat(byte[] frame, int times) => [.. Enumerable.Repeat(frame, times).SelectMany(octets => octets)];

    /// <summary>Has no timeouts, so that a connection is closed only for what was sent.</summary>
    public sealed class ShopWithoutTimeouts : SharedMonitoredShop
    {
        private static readonly TimeSpan LongerThanAnyTest = TimeSpan.FromHours(1);

        protected override void Configure(IServiceCollection services) =>
            services.Configure<HubOptions>(hub => (hub.ClientTimeoutInterval, hub.HandshakeTimeout) = (LongerThanAnyTest, LongerThanAnyTest));
    }
}
