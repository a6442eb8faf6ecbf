namespace LiveShop.Local.Realtime;

/// <summary>
/// Hands on one value at a time; while one is on its way only the newest waits, and what it overtakes is dropped. For values
/// that each say everything, such as a stream's whole state: whoever is slow gets fewer of them and holds up nobody.
/// </summary>
public abstract class Conflater<T> where T : class
{
    private T? waiting;
    private int isBusy;

    /// <summary>Whether what is on its way has been overtaken.</summary>
    protected bool HasNewer => Volatile.Read(ref waiting) is not null;

    /// <summary>Does not wait, and takes no lock.</summary>
    public void Offer(T value)
    {
        Interlocked.Exchange(ref waiting, value);
        if (TryBegin())
            _ = HandOnAllAsync();
    }

    /// <summary>Must not throw.</summary>
    protected abstract ValueTask HandOnAsync(T value);

    private async Task HandOnAllAsync()
    {
        // Whoever offers one after the last look finds nobody busy; whoever offered before it is seen by the look.
        do
        {
            while (Interlocked.Exchange(ref waiting, null) is { } value)
                await HandOnAsync(value);
            Interlocked.Exchange(ref isBusy, 0);
        }
        while (HasNewer && TryBegin());
    }

    private bool TryBegin() => Interlocked.CompareExchange(ref isBusy, 1, 0) == 0;
}
