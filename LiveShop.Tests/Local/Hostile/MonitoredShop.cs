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
/// The sample shop, with customers who behave and a count of what it holds for those who do not. Whatever the others do, these
/// customers get every state, and when the others have gone the shop holds nothing of theirs.
/// </summary>
internal sealed class MonitoredShop : IAsyncDisposable
{
    private const string Show = "/api/livestreams/demo";
    private const int Customers = 8;

    private readonly HttpClient admin;
    private readonly ControlCustomers audience;
    private readonly ConnectionCounts counts;
    private readonly ConcurrentDictionary<string, bool> strangers = new();
    private int said;

    private MonitoredShop(LocalServer server, HttpClient admin, ControlCustomers audience, ConnectionCounts counts)
    {
        (Server, this.admin, this.audience, this.counts) = (server, admin, audience, counts);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = server.BaseAddress,
        };
    }

    public LocalServer Server { get; }

    /// <summary>For calls by the thousand: it holds no answer to the contract.</summary>
    public HttpClient Http { get; }

    /// <summary>
    /// It looks after its connections often, and its patience with those that have pinged and no longer do is short, so that a
    /// test sees the end of it. The customers do not ping: a machine with much to do must not look like one that is gone.
    /// </summary>
    public static async Task<MonitoredShop> OpenAsync(Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var server = await LocalServer.StartAsync(null, services =>
        {
            // What it says of trouble is kept; all else would be counted as held for the strangers.
            services.Configure<LoggerFilterOptions>(log => (log.MinLevel, log.CaptureScopes) = (LogLevel.Warning, false));
            services.Configure<HubOptions>(hub =>
            {
                hub.KeepAliveInterval = TimeSpan.FromSeconds(1);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(5);
            });
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

    /// <summary>Pins fifty products with the longest names and addresses: a state of a hundred KB.</summary>
    public async Task GrowAsync()
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

        await SayAsync();
    }

    public async Task CreateStreamAsync(string id) =>
        await admin.PostAsJsonAsync("/api/livestreams", new { id, title = id }).IsAsync(HttpStatusCode.Created);

    /// <summary>As it stands in the newest state.</summary>
    public string NewestTitle => TitleOf(said);

    /// <summary>Changes the stream so many times; each time every customer gets the state before the next one is made.</summary>
    public async Task SayAsync(int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            var changed = await admin.PatchAsJsonAsync(Show, new { title = TitleOf(++said) }).JsonAsync();
            await audience.GetAsync(changed.Version());
        }
    }

    /// <summary>Says something again and again for as long as the others are at it.</summary>
    public async Task SayDuringAsync(Task others)
    {
        do
            await SayAsync();
        while (!others.IsCompleted);
        await others;
        await SayAsync();
    }

    /// <summary>The customers got all there was, nobody else is connected or remembered, and nothing of it was an error of ours.</summary>
    public async Task HasForgottenTheOthersAsync(int hangingOn = 0)
    {
        await SayAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(counts.OnHub == Customers && counts.Upgraded == Customers && counts.Sockets < Customers + hangingOn + 10), Patience, () => $"{counts}");
        var hub = Server.Services.GetRequiredService<HubLifetimeManager<LiveShopHub>>();
        object[] holders = [hub, Server.Services.GetRequiredService<HubConnections>(), Server.Services.GetRequiredService(NegotiatedConnections)];
        await Eventually.HoldsAsync(
            () => Task.FromResult(!ReachableObjects.TextsIn(holders).Any(strangers.ContainsKey)), Patience,
            () => $"It still holds {string.Join(", ", ReachableObjects.TextsIn(holders).Where(strangers.ContainsKey).Take(5))}");
        Assert.All(audience.ConnectionIds, id => Assert.All(holders, holder => Assert.Contains(id, ReachableObjects.TextsIn(holder))));
        Assert.Empty(Server.Log.Errors);
    }

    /// <summary>Waits until no more than so many bytes are held beyond what was.</summary>
    public static Task HoldsAtMostAsync(long before, long more) =>
        Eventually.HoldsAsync(() => Task.FromResult(Heap() - before < more), Patience, () => $"{before:N0} bytes were held before, {Heap():N0} now.");

    /// <summary>What is held after all garbage has gone.</summary>
    public static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>How much the customers got.</summary>
    public string Account => $"{audience.Received} states to {Customers} customers, {strangers.Count} strangers negotiated, {Heap():N0} bytes held";

    public async ValueTask DisposeAsync()
    {
        await audience.DisposeAsync();
        counts.Dispose();
        admin.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static string TitleOf(int number) => $"Said {number}";

    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>SignalR's own list, which a connection is in from its negotiate on.</summary>
    private static Type NegotiatedConnections { get; } =
        typeof(HttpConnectionDispatcherOptions).Assembly.GetType("Microsoft.AspNetCore.Http.Connections.Internal.HttpConnectionManager", throwOnError: true)!;
}
