namespace LiveShop.Bench.Load;

/// <summary>When each version of a stream was due, and how long it took to its customers.</summary>
internal sealed class StreamLog(string id)
{
    private readonly Dictionary<long, long> due = [];
    private readonly Dictionary<long, long> slowest = [];

    public string Id { get; } = id;

    /// <summary>The newest version there is.</summary>
    public long Version { get; set; }

    /// <summary>How many changes were asked of it.</summary>
    public long Asked { get; set; }

    public List<long> Deliveries { get; } = [];

    public IEnumerable<long> Slowest => slowest.Values;

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
