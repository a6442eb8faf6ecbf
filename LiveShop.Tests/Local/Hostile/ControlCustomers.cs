namespace LiveShop.Tests.Local.Hostile;

/// <summary>Well-behaved customers, who read every message as it arrives.</summary>
internal sealed class ControlCustomers : IAsyncDisposable
{
    private readonly IReadOnlyList<HubClient> customers;
    private readonly long[] newest;

    private ControlCustomers(IReadOnlyList<HubClient> customers)
    {
        this.customers = customers;
        newest = new long[customers.Count];
    }

    public IEnumerable<string> ConnectionIds => customers.Select(customer => customer.ConnectionId);

    /// <summary>States that came, over all of them.</summary>
    public long Received { get; private set; }

    public static async Task<ControlCustomers> JoinAsync(HttpClient http, int customers) =>
        new(await Task.WhenAll(Enumerable.Range(0, customers).Select(_ => HubClient.JoinAsync(http))));

    /// <summary>Waits until each of them has this version, and has got everything until then in its order.</summary>
    public async Task GetAsync(long version)
    {
        for (var number = 0; number < customers.Count; number++)
        {
            var states = customers[number].States;
            await customers[number].VersionAsync(version);
            foreach (var state in states)
            {
                var its = state.GetProperty("version").GetInt64();
                Assert.True(its > newest[number], $"Version {its} came after {newest[number]}.");
                newest[number] = its;
            }

            Received += states.Count;
            states.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var customer in customers)
            await customer.DisposeAsync();
    }
}
