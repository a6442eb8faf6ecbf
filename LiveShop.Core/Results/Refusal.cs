namespace LiveShop.Core.Results;

/// <summary>Why a command was refused. <see cref="Code"/> is part of the HTTP contract, <see cref="Detail"/> is for people.</summary>
public abstract record Refusal(string Code, string Detail)
{
    /// <summary>A refusal that carries the state which the command was decided on.</summary>
    public interface IWithCurrent<out T>
    {
        T Current { get; }
    }

    /// <summary>Input that can never be accepted; <see cref="Errors"/> holds the reasons by field.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors)
        : Refusal("validation", "One or more fields are not valid.")
    {
        public Invalid(string field, string error) : this(new Dictionary<string, string[]> { [field] = [error] }) { }
    }

    /// <param name="Resource">The kind of thing, in words, such as <c>stream</c>.</param>
    public sealed record NotFound(string Resource, string Id)
        : Refusal("not-found", $"There is no {Resource} '{Id}'.");

    /// <summary>A rule of the shop or another writer's change stands against the command.</summary>
    public record Conflict(string Code, string Detail) : Refusal(Code, Detail);

    /// <inheritdoc />
    public sealed record Conflict<T>(string Code, string Detail, T Current) : Conflict(Code, Detail), IWithCurrent<T>;

    /// <summary>A later change touched the same thing, so that an undo would revert that as well.</summary>
    public interface IOvertaken
    {
        /// <summary>The name of the author of the later change.</summary>
        string By { get; }

        /// <summary>The version that the later change made.</summary>
        long Version { get; }

        Enum Action { get; }
    }

    /// <inheritdoc cref="IOvertaken" />
    public sealed record Overtaken<T>(string By, long Version, Enum Action, T Current)
        : Conflict("overtaken", $"{By} changed the same thing later, in version {Version}."), IWithCurrent<T>, IOvertaken;

    /// <summary>The caller named a version (<c>If-Match</c>) that is not the current one.</summary>
    public abstract record VersionMismatch()
        : Refusal("version-mismatch", "It was changed meanwhile. Look at the current state and decide again.");

    /// <inheritdoc />
    public sealed record VersionMismatch<T>(T Current) : VersionMismatch, IWithCurrent<T>;

    /// <summary>Not enough in stock; <see cref="Available"/> pieces are left in all.</summary>
    public sealed record OutOfStock(string ProductId, int Available)
        : Refusal("out-of-stock", Available == 0 ? "It is sold out." : $"Only {Available} left.");

    /// <summary>The same <c>Idempotency-Key</c> came with another item or quantity.</summary>
    public record IdempotencyKeyReused(string Detail = "This Idempotency-Key was used on this cart for a different item or quantity.")
        : Refusal("idempotency-key-reused", Detail);

    /// <summary>The same <c>Idempotency-Key</c> created something with other values.</summary>
    public sealed record IdempotencyKeyReused<T>(T Current)
        : IdempotencyKeyReused("This Idempotency-Key was used to create it with other values."), IWithCurrent<T>;
}
