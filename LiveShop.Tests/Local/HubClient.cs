using System.Buffers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LiveShop.Tests.Local;

/// <summary>A customer's connection: SignalR's JSON protocol over a raw WebSocket, without a client library.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;
    private const int InvocationMessage = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> messages = Channel.CreateUnbounded<JsonElement>();
    private readonly HttpClient http;
    private readonly string streamId;
    private Task reading = Task.CompletedTask;
    private volatile TaskCompletionSource? pause;

    private HubClient(HttpClient http, string streamId) => (this.http, this.streamId) = (http, streamId);

    public string ConnectionId { get; private set; } = "";

    /// <summary>Every state received so far, in order.</summary>
    public List<JsonElement> States { get; } = [];

    /// <summary>Negotiates, connects and performs the handshake, but does not join.</summary>
    public static async Task<HubClient> ConnectAsync(HttpClient http, string streamId = "demo")
    {
        var client = new HubClient(http, streamId);
        var ours = await PostAsync(http, $"/api/livestreams/{streamId}/negotiate");
        var (url, token) = (ours.GetProperty("url").GetString()!, ours.GetProperty("accessToken").GetString()!);
        var hubs = await PostAsync(http, url.Replace("/client/?", "/client/negotiate?negotiateVersion=1&", StringComparison.Ordinal), token);
        client.ConnectionId = hubs.GetProperty("connectionId").GetString()!;
        try
        {
            await client.OpenAsync(url, hubs.GetProperty("connectionToken").GetString()!, token);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects and joins the group of the stream.</summary>
    public static async Task<HubClient> JoinAsync(HttpClient http, string streamId = "demo")
    {
        var client = await ConnectAsync(http, streamId);
        (await client.JoinGroupAsync()).EnsureSuccessStatusCode();
        return client;
    }

    public Task<HttpResponseMessage> JoinGroupAsync() =>
        http.PostAsJsonAsync($"/api/livestreams/{streamId}/viewers", new { connectionId = ConnectionId });

    /// <summary>Stops reading from the socket, after at most one more message.</summary>
    public void StopReading() => pause = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReadOn() => pause?.TrySetResult();

    /// <summary>Waits for a state that fulfils the condition; earlier states count too.</summary>
    public async Task<JsonElement> StateAsync(Func<JsonElement, bool> condition)
    {
        foreach (var state in States)
        {
            if (condition(state))
                return state;
        }

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await messages.Reader.ReadAsync(patience.Token);
            if (message.GetProperty("type").GetInt32() != InvocationMessage)
                continue;

            Assert.Equal("livestreamUpdated", message.GetProperty("target").GetString());
            var state = Assert.Single(message.GetProperty("arguments").EnumerateArray().ToList());
            States.Add(state);
            if (condition(state))
                return state;
        }
    }

    public Task<JsonElement> VersionAsync(long version) => StateAsync(state => state.GetProperty("version").GetInt64() >= version);

    /// <summary>Waits for a message of a type, such as 3 (completion) or 7 (close).</summary>
    public async Task<JsonElement> MessageAsync(int type)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await messages.Reader.ReadAsync(patience.Token);
            if (message.GetProperty("type").GetInt32() == type)
                return message;
        }
    }

    /// <summary>States as they arrive, until the connection ends.</summary>
    public async IAsyncEnumerable<JsonElement> StatesAsync()
    {
        await foreach (var message in messages.Reader.ReadAllAsync())
        {
            if (message.GetProperty("type").GetInt32() == InvocationMessage)
                yield return message.GetProperty("arguments")[0];
        }
    }

    /// <summary>How the server closed the connection; null when it is open or was aborted.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <summary>Waits until the server has closed the connection.</summary>
    public Task ClosedAsync() => reading.WaitAsync(Patience);

    public Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + (char)RecordSeparator), WebSocketMessageType.Text, true, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        ReadOn();
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string url, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task OpenAsync(string url, string connectionToken, string token)
    {
        var address = new UriBuilder($"{url}&id={connectionToken}&access_token={token}");
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => LoopbackCertificate.Is(shown);
        await socket.ConnectAsync(address.Uri, CancellationToken.None).WaitAsync(Patience);
        await SendAsync("""{"protocol":"json","version":1}""");
        reading = ReadAsync();
        var handshake = await messages.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.False(handshake.TryGetProperty("error", out var error), error.ToString());
    }

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                await (pause?.Task ?? Task.CompletedTask);
                var received = await socket.ReceiveAsync(buffer.GetMemory(4096), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                buffer.Advance(received.Count);
                if (!received.EndOfMessage)
                    continue;

                Split(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Aborted or reset; completing the channel below ends pending reads.
        }

        messages.Writer.Complete();
    }

    private void Split(ReadOnlySpan<byte> records)
    {
        while (records.IndexOf(RecordSeparator) is var end and >= 0)
        {
            messages.Writer.TryWrite(JsonElement.Parse(records[..end]));
            records = records[(end + 1)..];
        }
    }
}
