namespace LiveShop.Core;

/// <summary>A field of a partial change: left out, or given (perhaps as null, which clears it).</summary>
public readonly record struct Optional<T>
{
    public Optional(T value) => (IsGiven, Value) = (true, value);

    public bool IsGiven { get; }

    public T? Value { get; }

    public T? Or(T? current) => IsGiven ? Value : current;

    public static implicit operator Optional<T>(T value) => new(value);
}
