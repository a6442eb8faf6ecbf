namespace LiveShop.Core.Storage;

/// <summary>Lets one caller per key in at a time, in the order of their coming; keys nobody uses take no memory.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellation)
    {
        Entry? entry;
        lock (entries)
        {
            if (!entries.TryGetValue(key, out entry))
                entries[key] = entry = new Entry();
            entry.Users++;
        }

        try
        {
            await entry.Turn.WaitAsync(cancellation);
        }
        catch
        {
            Release(key, entry);
            throw;
        }

        return new Pass(this, key, entry);
    }

    private void Release(string key, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users == 0)
                entries.Remove(key);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Pass(KeyedLock gate, string key, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Turn.Release();
            gate.Release(key, entry);
        }
    }
}
