using System.Net;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Local.Hostile;

public sealed class JoinAbuseTests(SharedMonitoredShop shared, ITestOutputHelper output) : IClassFixture<SharedMonitoredShop>
{
    private const int MostStreams = 100;

    private readonly MonitoredShop shop = shared.Shop;

    [Fact]
    public async Task Joining_with_unknown_or_closed_connection_ids_is_404_however_often()
    {
        var gone = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GoneAsync()));
        string[] madeUp = ["made-up", "0", new('x', 128), "../../demo", "a b", "💥", "stream-demo", .. gone];

        await shop.ChangeDuringAsync(Parallel.ForEachAsync(Enumerable.Range(0, TestScale.Repeat(20)).SelectMany(_ => madeUp), async (id, _) =>
        {
            using var answer = await shop.JoinAsync(id);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }));

        await shop.HasReleasedStrangersAsync();
    }

    [Theory, InlineData(""), InlineData("a\u0000b"), InlineData("a\nb")]
    public async Task Invalid_connection_id_is_refused(string id) => await shop.JoinAsync(id).IsInvalidAsync("connectionId");

    [Fact]
    public async Task Connection_id_that_is_too_long_is_refused() =>
        await shop.JoinAsync(new string('x', 129)).IsInvalidAsync("connectionId");

    [Fact]
    public async Task Connection_can_join_several_streams_but_no_missing_one()
    {
        await shop.CreateStreamAsync("other");
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await hub.OpenAsync(connection);

        await shop.JoinAsync(hub.ConnectionId, "nowhere").IsProblemAsync(404, "not-found");
        await shop.JoinAsync(hub.ConnectionId, "other").IsAsync(HttpStatusCode.Accepted);
        await shop.JoinAsync(hub.ConnectionId).IsAsync(HttpStatusCode.Accepted);

        await shop.ChangeAsync();
        Assert.Contains("\"streamId\":\"demo\"", await connection.ReadUntilAsync("\"streamId\":\"demo\""), StringComparison.Ordinal);
        connection.Dispose();
        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Connection_can_join_at_most_100_streams_and_stays_in_those()
    {
        foreach (var number in Enumerable.Range(0, MostStreams + 1))
            await shop.CreateStreamAsync($"other-{number}");
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await hub.OpenAsync(connection);
        await shop.JoinAsync(hub.ConnectionId).IsAsync(HttpStatusCode.Accepted);
        foreach (var number in Enumerable.Range(1, MostStreams - 1))
            await shop.JoinAsync(hub.ConnectionId, $"other-{number}").IsAsync(HttpStatusCode.Accepted);

        await shop.JoinAsync(hub.ConnectionId, "other-0").IsProblemAsync(409, "too-many-streams");
        await shop.JoinAsync(hub.ConnectionId).IsAsync(HttpStatusCode.Accepted);

        await shop.ChangeAsync();
        await connection.ReadUntilAsync("\"streamId\":\"demo\"");
        connection.Dispose();
        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Repeated_joins_deliver_each_state_once()
    {
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await hub.OpenAsync(connection);

        await shop.ChangeDuringAsync(Parallel.ForEachAsync(Enumerable.Range(0, TestScale.Repeat(500)), async (_, _) =>
            await shop.JoinAsync(hub.ConnectionId).IsAsync(HttpStatusCode.Accepted)));
        await shop.ChangeAsync();
        await connection.SendAsync(Frame.Of(Frame.Close, [0x03, 0xe8]));

        var titles = await connection.ReadToEndAsync(kept: int.MaxValue);
        var said = titles.Split("\"title\":\"Said ").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).ToList();
        Assert.Equal(said.Distinct(), said);
        Assert.NotEmpty(said);
        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Join_racing_with_the_end_of_its_connection_leaves_no_viewer_behind()
    {
        var races = TestScale.Repeat(150);
        var taken = 0;

        await shop.ChangeDuringAsync(Parallel.ForEachAsync(Enumerable.Range(0, races), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (race, _) =>
        {
            var hub = await shop.NegotiateAsync();
            var connection = await shop.ConnectAsync();
            await hub.OpenAsync(connection);
            var joins = Enumerable.Range(0, 4).Select(_ => shop.JoinAsync(hub.ConnectionId)).ToList();
            if (race % 3 == 0)
                await joins[0];
            connection.Reset();
            foreach (var join in joins)
            {
                using var answer = await join;
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Accepted, HttpStatusCode.NotFound });
                if (answer.StatusCode == HttpStatusCode.Accepted)
                    Interlocked.Increment(ref taken);
            }
        }));

        output.WriteLine($"{taken} of {races * 4} joins were in time");
        await shop.HasReleasedStrangersAsync();
    }

    [Fact]
    public async Task Join_waits_for_an_opening_connection_but_not_beyond_its_end()
    {
        await using var strict = await MonitoredShop.OpenAsync(services => services.Configure<HubOptions>(hub => hub.HandshakeTimeout = TimeSpan.FromSeconds(3)));
        var hub = await strict.NegotiateAsync();
        using var connection = await strict.ConnectAsync();
        await hub.UpgradeAsync(connection);
        // The connection never sends a handshake, so it is closed, and the pending joins fail.
        var joins = Enumerable.Range(0, 50).Select(_ => strict.JoinAsync(hub.ConnectionId)).ToList();

        await strict.ChangeAsync();
        foreach (var join in joins)
            await join.IsProblemAsync(404, "not-found");
        await strict.HasReleasedStrangersAsync();
    }

    private async Task<string> GoneAsync()
    {
        var hub = await shop.NegotiateAsync();
        using var connection = await shop.ConnectAsync();
        await hub.OpenAsync(connection);
        await connection.SendAsync(Frame.Of(Frame.Close, [0x03, 0xe8]));
        await connection.ReadToEndAsync();
        return hub.ConnectionId;
    }
}
