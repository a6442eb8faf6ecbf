namespace LiveShop.Bench.Load;

/// <summary>When each version of a stream was due, and how long it took to reach the customers.</summary>
internal sealed class StreamLog(string id)
{
    private readonly Dictionary<long, long> due = [];
    private readonly Dictionary<long, long> slowest = [];
    private (long Version, int Customers, TaskCompletionSource All)? awaited;

    public string Id { get; } = id;

    /// <summary>The newest version there is.</summary>
    public long Version { get; set; }

    /// <summary>Number of requested changes.</summary>
    public long Asked { get; set; }

    public List<long> Deliveries { get; } = [];

    public IEnumerable<long> Slowest => slowest.Values;

    /// <summary>Completes when this number of customers have the version, or a newer one.</summary>
    public Task HeldByAsync(int customers, long version)
    {
        var all = new TaskCompletionSource();
        if (customers == 0)
            all.SetResult();
        else
            awaited = (version, customers, all);
        return all.Task;
    }

    public void Holds(long before, long now)
    {
        if (awaited is not { } wait || before >= wait.Version || now < wait.Version)
            return;
        awaited = wait.Customers == 1 ? null : wait with { Customers = wait.Customers - 1 };
        if (awaited is null)
            wait.All.SetResult();
    }

    public void Expect(long version, long at) => due[version] = at;

    public void Arrived(long version, long now)
    {
        if (!due.TryGetValue(version, out var since))
            return;
        var took = now - since;
        Deliveries.Add(took);
        slowest[version] = Math.Max(took, slowest.GetValueOrDefault(version));
    }
}
