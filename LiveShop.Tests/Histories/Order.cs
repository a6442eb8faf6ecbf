namespace LiveShop.Tests.Histories;

/// <summary>
/// Where each call took place: a change of version v at 2v, a look at version v right after it, at 2v + 1. Whatever was
/// answered before something else was asked took place before it.
/// </summary>
internal sealed class Order
{
    private readonly List<(long Sent, long Answered, long Place)> known = [];

    public static long OfChange(long version) => 2 * version;

    public static long OfLook(long version) => (2 * version) + 1;

    public void Add(long sent, long answered, long place) => known.Add((sent, answered, place));

    /// <returns>The first and the last place where something that was asked and answered then can have been.</returns>
    public (long First, long Last) Between(long sent, long answered) =>
    (
        known.Where(other => other.Answered < sent).Select(other => other.Place).DefaultIfEmpty(0).Max(),
        known.Where(other => other.Sent > answered).Select(other => other.Place).DefaultIfEmpty(long.MaxValue).Min()
    );

    public bool Allows(long sent, long answered, long place) =>
        Between(sent, answered) is var (first, last) && place >= first && place <= last;

    /// <summary>Takes the first version at which it may have been a look; the first leaves the most room for what was asked later.</summary>
    /// <returns>False when there is none of which the condition holds.</returns>
    public bool TryPlace(long sent, long answered, long lastVersion, Func<long, bool> explains)
    {
        var (first, last) = Between(sent, answered);
        for (var version = first / 2; version <= lastVersion && OfLook(version) <= last; version++)
        {
            if (OfLook(version) < first || !explains(version))
                continue;
            Add(sent, answered, OfLook(version));
            return true;
        }

        return false;
    }
}
