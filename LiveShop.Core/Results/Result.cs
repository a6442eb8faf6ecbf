using System.Diagnostics.CodeAnalysis;

namespace LiveShop.Core.Results;

/// <summary>The result of a command: a value, or the refusal.</summary>
public readonly record struct Result<T> where T : class
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value and not a refusal.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Value is not null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(null, refusal);

    /// <summary>Maps the value; a refusal stays.</summary>
    public Result<TNext> Map<TNext>(Func<T, TNext> next) where TNext : class =>
        IsAccepted ? next(Value) : Refusal;
}
