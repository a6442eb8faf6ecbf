using System.Buffers;

namespace LiveShop.Core;

/// <summary>Ids of streams, products and carts: <c>[a-z0-9-]{1,64}</c>.</summary>
public static class Identifier
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether the text is an id, 1 to 64 of the allowed characters.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A new UUIDv7 (RFC 9562, section 5.7), which sorts by its time of creation.</summary>
    public static string New() => Guid.CreateVersion7().ToString();

    /// <summary>The id that belongs to an <see cref="IdempotencyKey"/>, always the same; without a key, a new one.</summary>
    internal static string New(string? idempotencyKey) => idempotencyKey is null ? New() : IdempotencyKey.ToId(idempotencyKey);
}
