using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Crashes;

/// <summary>
/// A customer as the page's client is one: negotiate, connect, join, snapshot, again after a moment, and all anew when the
/// connection is lost. A state is applied only when it is newer than the one held.
/// </summary>
internal sealed class SimulatedCustomer(HttpClient http, string streamId, SeenStates seen, Random random)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstReconcile = TimeSpan.FromSeconds(2);

    private JsonElement? held;

    public string StreamId => streamId;

    public JsonElement? Held
    {
        get
        {
            lock (seen)
                return held;
        }
    }

    public int Joined { get; private set; }

    public async Task WatchAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await WatchOnceAsync(stopping);
            }
            catch (Exception exception) when (ShopCalls.IsBroken(exception) || exception is WebSocketException or ChannelClosedException)
            {
                // The shop is down, or was killed in the middle of it.
            }

            await Task.Delay(random.NextDouble() * LongestPause, CancellationToken.None);
        }
    }

    private async Task WatchOnceAsync(CancellationToken stopping)
    {
        await using var connection = await HubClient.ConnectAsync(http, streamId);
        await using var leaving = stopping.Register(() => _ = connection.DisposeAsync().AsTask());
        var messages = TakeAllAsync(connection);
        using (var joined = await connection.JoinGroupAsync())
        {
            if (joined.StatusCode != HttpStatusCode.Accepted)
                return;
        }

        await ReconcileAsync();
        Joined++;
        if (await Task.WhenAny(messages, Task.Delay(FirstReconcile, CancellationToken.None)) != messages)
            await ReconcileAsync();
        await messages;
    }

    private async Task TakeAllAsync(HubClient connection)
    {
        await foreach (var state in connection.StatesAsync())
            Take(state);
    }

    private async Task ReconcileAsync()
    {
        var before = Held?.Version();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/livestreams/{streamId}/pinned-products");
        if (before is { } version)
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Assert.True(answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.ServiceUnavailable, $"The snapshot answered {(int)answer.StatusCode}.");
            return;
        }

        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(before is null || state.Version() > before, $"A customer who had version {before} of {streamId} was given {state.Version()}.");
        Take(state);
    }

    private void Take(JsonElement state)
    {
        seen.Take(state);
        lock (seen)
        {
            if (held is null || state.Version() > held.Value.Version())
                held = state;
        }
    }
}

/// <summary>Every state that any customer was ever shown.</summary>
internal sealed class SeenStates
{
    private readonly Dictionary<(string StreamId, long Version), string> states = [];
    private string? contradiction;

    public int Count
    {
        get
        {
            lock (states)
                return states.Count;
        }
    }

    public void Take(JsonElement state)
    {
        var (key, text) = ((state.Text("streamId")!, state.Version()), state.GetRawText());
        lock (states)
        {
            if (!states.TryAdd(key, text) && states[key] != text)
                contradiction ??= $"Version {key.Item2} of {key.Item1} was {states[key]}, and then {text}.";
        }
    }

    /// <summary>A version, once shown, is never another state.</summary>
    public void Check()
    {
        lock (states)
            Assert.Null(contradiction);
    }
}
