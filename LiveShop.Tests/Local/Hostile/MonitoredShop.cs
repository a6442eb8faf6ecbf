using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Local.Realtime;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>
/// The sample shop with control customers and counters of its resources. Whatever other connections ("strangers") do, the control
/// customers receive every state, and once the strangers are gone the server holds nothing for them.
/// </summary>
internal sealed class MonitoredShop : IAsyncDisposable
{
    private const string Show = "/api/livestreams/demo";
    private const int Customers = 8;

    private readonly HttpClient admin;
    private readonly ControlCustomers control;
    private readonly ConnectionCounts counts;
    private readonly ConcurrentDictionary<string, bool> strangers = new();
    private int changes;

    private MonitoredShop(LocalServer server, HttpClient admin, ControlCustomers control, ConnectionCounts counts)
    {
        (Server, this.admin, this.control, this.counts) = (server, admin, control, counts);
        Http = NewClient();
    }

    public LocalServer Server { get; }

    /// <summary>For calls by the thousand: unlike the server's own client it does not validate responses against the contract.</summary>
    public HttpClient Http { get; private set; }

    /// <summary>
    /// Short timeouts for vanished clients, so that a test sees their end. The control customers send no pings, so the timeout
    /// never applies to them on a busy machine.
    /// </summary>
    public static async Task<MonitoredShop> OpenAsync(Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var server = await LocalServer.StartAsync(null, services =>
        {
            // Captured log lines would count as memory held for strangers.
            services.Configure<LoggerFilterOptions>(log => (log.MinLevel, log.CaptureScopes) = (LogLevel.Warning, false));
            services.Configure<HubOptions>(hub =>
            {
                hub.KeepAliveInterval = TimeSpan.FromSeconds(1);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(5);
            });
            // For connections that were negotiated and never opened, or stopped polling.
            services.Configure<ConnectionOptions>(connections => connections.DisconnectTimeout = TimeSpan.FromSeconds(5));
            configure?.Invoke(services);
        }, settings);
        var counts = new ConnectionCounts(server.Services);
        return new MonitoredShop(server, await server.AdminAsync(), await ControlCustomers.JoinAsync(server.Http, Customers), counts);
    }

    /// <summary>A hub connection that is not one of the customers'.</summary>
    public async Task<RawHub> NegotiateAsync()
    {
        var hub = await RawHub.NegotiateAsync(Http);
        strangers[hub.ConnectionId] = true;
        return hub;
    }

    public Task<RawSocket> ConnectAsync(int? receiveBuffer = null) => RawSocket.OpenAsync(Server.BaseAddress, receiveBuffer);

    public Task<HttpResponseMessage> JoinAsync(string connectionId, string streamId = "demo") =>
        Http.PostAsJsonAsync($"/api/livestreams/{streamId}/viewers", new { connectionId });

    /// <summary>Pins fifty products with the longest names and URLs, which makes a state of 100 KB.</summary>
    public async Task GrowStateAsync()
    {
        var pinned = (await admin.GetAsync(Show).JsonAsync()).Pins().Count();
        for (var number = pinned; number < 50; number++)
        {
            var product = new
            {
                id = $"long-{number}",
                name = new string('n', 200),
                imageUrl = $"https://pictures.example/{new string('p', 2000)}",
                price = new { amount = 100, currency = "EUR" },
                stock = 1,
            };
            await admin.PostAsJsonAsync("/api/products", product).IsAsync(HttpStatusCode.Created);
            await admin.PostAsJsonAsync($"{Show}/pin-product", new { productId = product.id }).IsAsync(HttpStatusCode.OK);
        }

        await ChangeAsync();
    }

    public async Task CreateStreamAsync(string id) =>
        await admin.PostAsJsonAsync("/api/livestreams", new { id, title = id }).IsAsync(HttpStatusCode.Created);

    /// <summary>The stream's title in the newest state.</summary>
    public string NewestTitle => TitleOf(changes);

    /// <summary>Changes the stream's title so many times, and waits for every control customer to receive each state.</summary>
    public async Task ChangeAsync(int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            var changed = await admin.PatchAsJsonAsync(Show, new { title = TitleOf(++changes) }).JsonAsync();
            await control.GetAsync(changed.Version());
        }
    }

    /// <summary>Changes the title again and again while the strangers are active.</summary>
    public async Task ChangeDuringAsync(Task others)
    {
        do
            await ChangeAsync();
        while (!others.IsCompleted);
        await others;
        await ChangeAsync();
    }

    /// <summary>The control customers got every state, no stranger is connected or referenced, and no error was logged.</summary>
    public async Task HasReleasedStrangersAsync(int hangingOn = 0)
    {
        await ChangeAsync();
        // Closes its pooled connections now, which would count as strangers until they time out.
        Http.Dispose();
        Http = NewClient();
        // The control customers' client keeps the connections over which they negotiated at the same time.
        await Eventually.HoldsAsync(
            () => Task.FromResult(counts.OnHub == Customers && counts.Upgraded == Customers && counts.Sockets < (2 * Customers) + hangingOn + 10),
            Patience, () => $"{counts}");
        var hub = Server.Services.GetRequiredService<HubLifetimeManager<LiveShopHub>>();
        object[] holders = [hub, Server.Services.GetRequiredService<HubConnections>(), Server.Services.GetRequiredService(NegotiatedConnections)];
        await Eventually.HoldsAsync(
            () => Task.FromResult(!ReachableObjects.TextsIn(holders).Any(strangers.ContainsKey)), Patience,
            () => $"It still holds {string.Join(", ", ReachableObjects.TextsIn(holders).Where(strangers.ContainsKey).Take(5))}");
        Assert.All(control.ConnectionIds, id => Assert.All(holders, holder => Assert.Contains(id, ReachableObjects.TextsIn(holder))));
        Assert.Empty(Server.Log.Errors);
    }

    /// <summary>Waits until the heap is at most so many bytes larger than before.</summary>
    public static Task HeapGrewAtMostAsync(long before, long more) =>
        Eventually.HoldsAsync(() => Task.FromResult(Heap() - before < more), Patience, () => $"{before:N0} bytes were held before, {Heap():N0} now.");

    /// <summary>Bytes on the heap after a full collection.</summary>
    public static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public string Summary =>
        $"{control.Received} states to {Customers} customers, {strangers.Count} strangers negotiated, {Heap():N0} bytes held";

    public async ValueTask DisposeAsync()
    {
        await control.DisposeAsync();
        counts.Dispose();
        admin.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = Server.BaseAddress };

    private static string TitleOf(int number) => $"Said {number}";

    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>SignalR's internal list of connections, from negotiation on.</summary>
    private static Type NegotiatedConnections { get; } =
        typeof(HttpConnectionDispatcherOptions).Assembly.GetType("Microsoft.AspNetCore.Http.Connections.Internal.HttpConnectionManager", throwOnError: true)!;
}
