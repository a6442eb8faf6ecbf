using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Results;

namespace LiveShop.Core;

/// <summary>
/// A key that a caller makes for one request, so that a repetition of it, after its answer was lost, has no further effect
/// (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
/// </summary>
public static class IdempotencyKey
{
    /// <summary>The header that carries it, and its name in errors.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 100;
    private const int DigestLength = 16;

    /// <summary>Requires 1 to 100 visible ASCII characters; null is allowed.</summary>
    public static Validation Check(Validation validation, string? key) =>
        validation.Check(IsValid(key), Header, $"Must be 1 to {MaxLength} visible ASCII characters.");

    /// <summary>The stored form of a request: its key and a digest of its content, which tells a reused key from a repetition.</summary>
    internal static string? Mark<TRequest>(string? key, TRequest request) => key is null
        ? null
        : $"{key} {Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, LiveShopJson.Options)).AsSpan(0, DigestLength))}";

    /// <summary>Whether two marks are of the same key, whatever the requests asked for.</summary>
    internal static bool HaveSameKey(string? mark, string? other) =>
        mark is not null && other is not null && mark.Split(' ')[0] == other.Split(' ')[0];

    /// <summary>The id of what a request with this key creates when it names none: a UUIDv8 (RFC 9562, section 5.8).</summary>
    public static string ToId(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(key), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    // Any other character could be normalized by the store, and the same key would then act twice.
    private static bool IsValid(string? key) =>
        key is null || (key.Length is > 0 and <= MaxLength && key.All(c => c is > ' ' and <= '~'));
}
