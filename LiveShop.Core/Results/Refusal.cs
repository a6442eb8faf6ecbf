namespace LiveShop.Core.Results;

/// <summary>Why a command was refused. <see cref="Code"/> is part of the contract, <see cref="Detail"/> is for a person.</summary>
public abstract record Refusal(string Code, string Detail)
{
    /// <summary>Input that can never be accepted; <see cref="Errors"/> holds the reasons by field.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors)
        : Refusal("validation", "One or more fields are not valid.")
    {
        public Invalid(string field, string error) : this(new Dictionary<string, string[]> { [field] = [error] }) { }
    }

    public sealed record NotFound(string What, string Id)
        : Refusal("not-found", $"There is no {What} '{Id}'.");

    /// <summary>A rule of the shop, or somebody else's change, stands against it. <see cref="Current"/> is what holds now, where that helps.</summary>
    public sealed record Conflict(string Code, string Detail, object? Current = null) : Refusal(Code, Detail);

    /// <summary>The caller named a version (<c>If-Match</c>) that is not the current one.</summary>
    public sealed record VersionMismatch(object Current)
        : Refusal("version-mismatch", "It was changed meanwhile. Look at the current state and decide again.");

    /// <summary>Not enough in stock; <see cref="Available"/> pieces are left in all.</summary>
    public sealed record OutOfStock(string ProductId, int Available)
        : Refusal("out-of-stock", Available == 0 ? "It is sold out." : $"Only {Available} left.");

    public sealed record IdempotencyKeyReused()
        : Refusal("idempotency-key-reused", "This Idempotency-Key was used on this cart for a different item or quantity.");
}
