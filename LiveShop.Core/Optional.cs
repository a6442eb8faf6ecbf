namespace LiveShop.Core;

/// <summary>A field of a partial update (RFC 7396): left out, or given, where null clears it.</summary>
public readonly record struct Optional<T>
{
    public Optional(T value) => (IsGiven, Value) = (true, value);

    /// <summary>False when the field was left out.</summary>
    public bool IsGiven { get; }

    public T? Value { get; }

    /// <summary>The given value, or the current one when the field was left out.</summary>
    public T? Or(T? current) => IsGiven ? Value : current;

    public static implicit operator Optional<T>(T value) => new(value);
}
