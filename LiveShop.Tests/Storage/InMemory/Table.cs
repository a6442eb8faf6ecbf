using System.Globalization;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

/// <summary>Values by id, written on condition only. The ETag counts the writes of an id.</summary>
internal sealed class Table<T> where T : class
{
    private readonly SortedDictionary<string, (T Value, long Writes)> rows = new(StringComparer.Ordinal);

    /// <summary>A table of its own with the same rows.</summary>
    public Table<T> Copy()
    {
        var copy = new Table<T>();
        lock (rows)
        {
            foreach (var (id, row) in rows)
                copy.rows.Add(id, row);
        }

        return copy;
    }

    /// <summary>All rows with their ETags, by id.</summary>
    public IReadOnlyList<Stored<T>> All()
    {
        lock (rows)
            return rows.Values.Select(row => new Stored<T>(row.Value, ETagOf(row.Writes))).ToList();
    }

    public Stored<T>? Find(string id)
    {
        lock (rows)
            return rows.TryGetValue(id, out var row) ? new(row.Value, ETagOf(row.Writes)) : null;
    }

    public IReadOnlyList<T> Where(Func<T, bool> condition)
    {
        lock (rows)
            return rows.Values.Select(row => row.Value).Where(condition).ToList();
    }

    public bool TryCreate(string id, T value)
    {
        lock (rows)
            return rows.TryAdd(id, (value, 1));
    }

    public void Remove(string id)
    {
        lock (rows)
            rows.Remove(id);
    }

    public bool TrySave(string id, T value, string ifMatch)
    {
        lock (rows)
        {
            if (!rows.TryGetValue(id, out var row) || ETagOf(row.Writes) != ifMatch)
                return false;
            rows[id] = (value, row.Writes + 1);
            return true;
        }
    }

    /// <summary>Pages by a unique key: the token holds the last key of the page before.</summary>
    public Page<T> List(string query, Func<T, bool> condition, Func<T, string> key, PageRequest page)
    {
        var after = ContinuationTokens.Unwrap(query, page.ContinuationToken);
        lock (rows)
        {
            var rest = rows.Values.Select(row => row.Value)
                .Where(value => condition(value) && string.CompareOrdinal(key(value), after) > 0)
                .OrderBy(key, StringComparer.Ordinal)
                .Take(page.Limit + 1)
                .ToList();
            return ContinuationTokens.PageOf(query, rest, page.Limit, key);
        }
    }

    private static string ETagOf(long writes) => writes.ToString(CultureInfo.InvariantCulture);
}
