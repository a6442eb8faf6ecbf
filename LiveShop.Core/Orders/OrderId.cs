using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveShop.Core.Orders;

/// <summary>
/// Ids, numbers and keys of orders. All are made of the cart's id, which is secret, and the request's idempotency key, so that a
/// repeated request names the same order and can be told its key again.
/// </summary>
public static class OrderId
{
    private const int Bytes = 16;
    private const int NumberLength = 10;

    // Crockford's Base32: no I, L, O and U, which are misread (https://www.crockford.com/base32.html).
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The first 128 bits of SHA-256 of the cart's id and the idempotency key, in hexadecimal.</summary>
    public static string Of(string cartId, string idempotencyKey) =>
        Convert.ToHexStringLower(Hash($"{cartId}\n{idempotencyKey}").AsSpan(0, Bytes));

    /// <summary>
    /// The order's key, 128 bits that cannot be found out without the cart's id: whoever has it may see the customer's name and
    /// address. Only its hash is stored.
    /// </summary>
    public static string KeyOf(string cartId, string idempotencyKey) =>
        Convert.ToHexStringLower(Hash($"order-key\n{cartId}\n{idempotencyKey}").AsSpan(0, Bytes));

    /// <summary>The stored form of an order's key.</summary>
    public static string HashOf(string orderKey) => Convert.ToHexStringLower(Hash(orderKey));

    /// <summary>A label to read out, of the first 50 bits of the id; two orders may share it.</summary>
    public static string NumberOf(string orderId)
    {
        var bits = ulong.Parse(orderId.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(NumberLength, bits, (number, value) =>
        {
            for (var n = 0; n < number.Length; n++)
                number[n] = Crockford[(int)(value >> (59 - (5 * n))) & 31];
        });
    }

    /// <summary>A number as it was typed, without case, blanks and hyphens, and with I, L and O as the digits they look like.</summary>
    public static string NormalizeNumber(string typed) => string.Concat(typed.ToUpperInvariant()
        .Where(char.IsAsciiLetterOrDigit)
        .Select(c => c switch
        {
            'I' or 'L' => '1',
            'O' => '0',
            _ => c,
        }));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
