using System.Buffers;

namespace LiveShop.Core;

/// <summary>Ids of streams, products and carts: <c>[a-z0-9-]{1,64}</c>.</summary>
public static class Identifier
{
    public const int MaxLength = 64;

    /// <summary>Base32 that sorts as the bytes do (RFC 4648, section 7), in lower case.</summary>
    private const string Base32Alphabet = "0123456789abcdefghijklmnopqrstuv";
    private const int BitsPerCharacter = 5;

    /// <summary>Bytes of a short id.</summary>
    private const int ShortLength = 10;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether the text is an id, 1 to 64 of the allowed characters.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A new UUIDv7 (RFC 9562, section 5.7), which sorts by its time of creation.</summary>
    public static string New() => Guid.CreateVersion7().ToString();

    /// <summary>The id that belongs to an <see cref="IdempotencyKey"/>, always the same; without a key, a new one.</summary>
    internal static string New(string? idempotencyKey) => idempotencyKey is null ? New() : IdempotencyKey.ToId(idempotencyKey);

    /// <summary>
    /// As <see cref="New(string?)"/>, in 16 characters: every card in every message holds its product's id twice. A new one sorts by
    /// its time of creation, too, since it is made of the 48 bits of time and 32 of the random bits of a UUIDv7.
    /// </summary>
    internal static string NewShort(string? idempotencyKey)
    {
        const int timeLength = 6;
        var uuid = Guid.Parse(New(idempotencyKey)).ToByteArray(bigEndian: true);
        return Base32([.. uuid.AsSpan(0, timeLength), .. uuid.AsSpan(uuid.Length - (ShortLength - timeLength))]);
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var value = UInt128.Zero;
        foreach (var part in bytes)
            value = (value << 8) | part;

        var text = new char[bytes.Length * 8 / BitsPerCharacter];
        for (var i = text.Length - 1; i >= 0; i--, value >>= BitsPerCharacter)
            text[i] = Base32Alphabet[(int)(value & (UInt128)(Base32Alphabet.Length - 1))];
        return new string(text);
    }
}
