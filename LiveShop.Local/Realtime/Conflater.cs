namespace LiveShop.Local.Realtime;

/// <summary>
/// Processes one value at a time and conflates the others: while one is being processed only the newest waits, and older ones
/// are dropped. For values that are complete in themselves, such as a stream's whole state.
/// </summary>
public abstract class Conflater<T> where T : class
{
    private T? pending;
    private int draining;

    /// <summary>Whether a newer value is waiting behind the one that is being processed.</summary>
    protected bool HasNewer => Volatile.Read(ref pending) is not null;

    /// <summary>Replaces the value that waits, and starts processing when idle. Never blocks.</summary>
    public void Post(T value)
    {
        Interlocked.Exchange(ref pending, value);
        if (TryStartDraining())
            _ = DrainAsync();
    }

    /// <summary>Processes one value. Must not throw.</summary>
    protected abstract ValueTask ProcessAsync(T value);

    private async Task DrainAsync()
    {
        // A value posted after the final check starts a new drain; one posted before it is seen by the check, so none is lost.
        do
        {
            while (Interlocked.Exchange(ref pending, null) is { } value)
                await ProcessAsync(value);
            Interlocked.Exchange(ref draining, 0);
        }
        while (HasNewer && TryStartDraining());
    }

    private bool TryStartDraining() => Interlocked.CompareExchange(ref draining, 1, 0) == 0;
}
