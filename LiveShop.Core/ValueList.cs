using System.Collections;

namespace LiveShop.Core;

/// <summary>A list that equals another with equal items, so that records that hold it compare by their contents.</summary>
internal sealed class ValueList<T> : IReadOnlyList<T>
{
    private readonly T[] items;

    private ValueList(T[] items) => this.items = items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public static IReadOnlyList<T> Of(IEnumerable<T> items) => items as ValueList<T> ?? new([.. items]);

    public IEnumerator<T> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is ValueList<T> other && items.AsSpan().SequenceEqual(other.items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
