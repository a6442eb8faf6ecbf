using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveShop.Core.Storage;

/// <summary>
/// Wraps a store's own continuation token for callers, bound to the query that it continues, so that a token from elsewhere
/// is told apart from one of ours instead of being handed to the store.
/// </summary>
public static class ContinuationTokens
{
    private const int ChecksumLength = 8;

    public static string? Wrap(string query, string? token) =>
        token is null ? null : Base64Url.EncodeToString([.. Checksum(query, token), .. Encoding.UTF8.GetBytes(token)]);

    /// <exception cref="InvalidContinuationTokenException">The text was not made by <see cref="Wrap"/> for this query.</exception>
    public static string? Unwrap(string query, string? text)
    {
        if (text is null)
            return null;
        if (!Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text) is not { Length: > ChecksumLength } bytes)
            throw new InvalidContinuationTokenException();

        var token = Encoding.UTF8.GetString(bytes.AsSpan(ChecksumLength));
        return bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(query, token))
            ? token
            : throw new InvalidContinuationTokenException();
    }

    private static byte[] Checksum(string query, string token) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{query}\n{token}"))[..ChecksumLength];
}
