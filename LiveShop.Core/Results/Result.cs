using System.Diagnostics.CodeAnalysis;

namespace LiveShop.Core.Results;

/// <summary>What a command came to: a value, or the reason why it was refused.</summary>
public readonly record struct Result<T> where T : class
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Value is not null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(null, refusal);

    public Result<TNext> Map<TNext>(Func<T, TNext> next) where TNext : class =>
        IsAccepted ? next(Value) : Refusal;
}
