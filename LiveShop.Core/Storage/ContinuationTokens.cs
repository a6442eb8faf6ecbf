using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveShop.Core.Storage;

/// <summary>
/// Wraps a store's continuation token with a checksum over the token and its query, so that a token that was changed or is of
/// another query is refused. It is a checksum and no signature: it does not authenticate the token.
/// </summary>
public static class ContinuationTokens
{
    private const int ChecksumLength = 8;

    /// <param name="query">Identifies the query with its parameters.</param>
    /// <param name="token">The store's token; null on the last page.</param>
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

    /// <summary>A page of what a query found that sorts by a key.</summary>
    /// <param name="found">In its order; one more than the limit where there is a next page.</param>
    /// <param name="keyOf">The key, which is the store's token.</param>
    public static Page<T> PageOf<T>(string query, IReadOnlyList<T> found, int limit, Func<T, string> keyOf) =>
        new([.. found.Take(limit)], Wrap(query, found.Count > limit ? keyOf(found[limit - 1]) : null));

    private static byte[] Checksum(string query, string token) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{query}\n{token}"))[..ChecksumLength];
}
