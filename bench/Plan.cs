namespace LiveShop.Bench;

/// <summary>The numbers of a run.</summary>
internal sealed record Plan(
    IReadOnlyList<int> Customers, int Changes, int BurstCustomers, int BurstChanges, double RequestSeconds, int Crowd,
    int SpreadCustomers, IReadOnlyList<int> Streams, IReadOnlyList<int> Pins, int SpreadChanges,
    int Checkouts)
{
    /// <summary>Changes a second in (a) and (f).</summary>
    public const double Rate = 5;

    public const int ManyAdmins = 16;

    public const int DefaultPins = 5;

    public const int Buyers = 64;

    public static readonly Plan Full = new([100, 1000, 5000], 60, 1000, 200, 4, 5000, 1000, [1, 10, 100], [1, 10, 50], 30, 160);

    public static readonly Plan Quick = new([1000], 40, 1000, 200, 2, 5000, 500, [1, 100], [1, 50], 10, 40);
}
