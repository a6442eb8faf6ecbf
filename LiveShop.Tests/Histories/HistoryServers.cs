using LiveShop.Tests.Local;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Histories;

/// <summary>The servers that histories are recorded on, one after the other, and who calls them.</summary>
internal sealed class HistoryServers : IAsyncDisposable
{
    public const string Editor = "dan";

    private static readonly Fault[] Faults =
        [Fault.ThrottledBefore, Fault.UnavailableBefore, Fault.DroppedBefore, Fault.DroppedAfter, Fault.UnavailableAfter, Fault.InternalErrorAfter, Fault.TimedOutAfter];

    private readonly StoreForServers store;
    private readonly Dictionary<string, IReadOnlyList<HttpClient>> admins = [];
    private readonly StreamRecorder fillers = new("none");

    private HistoryServers(StoreForServers store, IReadOnlyList<LocalServer> all) => (this.store, All) = (store, all);

    public static IReadOnlyList<string> Admins { get; } = ["ann", "bob", "cho"];

    public IReadOnlyList<LocalServer> All { get; }

    /// <summary>Requests about a stream's documents fail now and then.</summary>
    public bool HasFaults { get; init; }

    /// <summary>How many requests to the store failed so far.</summary>
    public int FaultsMet => store.Gateway?.Faults.Met ?? 0;

    /// <summary>Customers do as the contract asks of them: they take a state only when it is newer than the one they hold.</summary>
    public bool CustomersReconcile { get; init; }

    public static async Task<HistoryServers> StartAsync(
        StoreKind kind, int count, bool hasFaults = false, bool customersReconcile = false, Action<IServiceCollection>? configure = null)
    {
        var store = await StoreForServers.CreateAsync(kind);
        var all = new List<LocalServer>();
        foreach (var n in Enumerable.Range(1, count))
            all.Add(await store.StartAsync(configure, instance: $"server-{n}"));
        var servers = new HistoryServers(store, all) { HasFaults = hasFaults, CustomersReconcile = customersReconcile };
        foreach (var name in Admins.Append(Editor))
            servers.admins[name] = await Task.WhenAll(all.Select(server => server.AdminAsync(name)));
        return servers;
    }

    /// <summary>An admin at one of the servers, as behind a load balancer.</summary>
    public HttpClient As(string name, Random random) => admins[name][random.Next(All.Count)];

    /// <summary>Unchanging products to fill a stream with, created once and shared by all histories.</summary>
    public async Task<IReadOnlyList<ProductVersion>> FillersAsync(int count)
    {
        while (fillers.Products.Count < count)
            await fillers.PriceAsync(admins[Editor][0], $"filler-{fillers.Products.Count}", amount: 1, isNew: true);
        return fillers.Products;
    }

    /// <returns>Calls the faults off that have not come yet; null when there are none.</returns>
    public IDisposable? PlanFaults(string streamId, Random random)
    {
        if (!HasFaults)
            return null;

        var some = Enumerable.Range(0, 10).Select(_ => Faults[random.Next(Faults.Length)]).ToList();
        var writes = store.Gateway!.Faults.Plan(RequestKind.Batch, streamId, some.Take(6));
        var reads = store.Gateway.Faults.Plan(RequestKind.ReadDocument, streamId, some.Skip(6));
        return new Both(writes, reads);
    }

    /// <summary>The states that a customer on the hub received up to this version.</summary>
    public async Task<IReadOnlyList<StreamView>> ShownAsync(HubClient customer, long version)
    {
        await customer.VersionAsync(version);
        var shown = new List<StreamView>();
        foreach (var view in customer.States.Select(StreamView.ForCustomers))
        {
            if (!CustomersReconcile || shown.Count == 0 || view.Version > shown[^1].Version)
                shown.Add(view);
        }

        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in admins.Values.SelectMany(clients => clients))
            client.Dispose();
        foreach (var server in All)
            await server.DisposeAsync();
        await store.DisposeAsync();
    }

    private sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
