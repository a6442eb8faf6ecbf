namespace LiveShop.Tests.Histories;

/// <summary>An admin who sends random requests based on the last response.</summary>
internal sealed class RandomAdmin(Random random, IReadOnlyList<string> products)
{
    private long version;
    private IReadOnlyList<string> pinned = [];

    public void Saw(long version, IReadOnlyList<string> pinned) => (this.version, this.pinned) = (version, pinned);

    public StreamRequest Next() => random.Next(22) switch
    {
        < 7 => new StreamRequest.Pin(Product(), Place()),
        < 10 => new StreamRequest.SetActive(Product(), random.Next(2) == 0),
        < 12 => new StreamRequest.Unpin(Product()),
        < 15 => Reorder(),
        15 => new StreamRequest.Edit("title", $"Title {random.Next(3)}"),
        16 => new StreamRequest.Edit("description", random.Next(3) == 0 ? null : $"Description {random.Next(3)}"),
        17 => new StreamRequest.Start(),
        18 => new StreamRequest.Stop(),
        19 => new StreamRequest.Feature(random.Next(2) == 0 ? Product() : null),
        20 => new StreamRequest.HideAll(),
        _ => new StreamRequest.Look(),
    };

    /// <summary>Mostly none, often the version last seen, sometimes one that is surely old.</summary>
    public long? IfMatch(StreamRequest request) => request is StreamRequest.Look ? null : random.Next(12) switch
    {
        < 3 => version,
        3 => version - 1,
        _ => null,
    };

    private string Product() => products[random.Next(products.Count)];

    private int? Place() => random.Next(8) switch
    {
        < 4 => null,
        < 7 => random.Next(5),
        _ => random.Next(-1, 52),
    };

    private StreamRequest.Reorder Reorder()
    {
        var order = pinned.ToArray();
        random.Shuffle(order);
        return random.Next(6) == 0 ? new([.. order, Product()]) : new(order);
    }
}
