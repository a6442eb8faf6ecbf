using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Orders;

/// <summary>The customer's request to order what the cart holds, as it was sent.</summary>
/// <param name="ExpectedTotal">What the customer saw, with shipping: nobody pays another price than that.</param>
/// <param name="Note">To the seller.</param>
/// <param name="Payment">The name of a payment provider; null for the default.</param>
public sealed record CheckoutRequest(
    Money? ExpectedTotal, ContactDetails? Contact, AddressDetails? Address, string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Payment = null)
{
    public const int MaxNoteLength = 500;

    public override string ToString() => nameof(CheckoutRequest);

    internal Refusal? Check(string? idempotencyKey)
    {
        var validation = IdempotencyKey.Check(new(), idempotencyKey)
            .Check(idempotencyKey is not null, IdempotencyKey.Header, "Must be given.")
            .Text(Note, "note", MaxNoteLength, required: false);
        Money.Check(ExpectedTotal, "expectedTotal", validation);
        (Contact ?? new(null, null, null)).Check(validation);
        (Address ?? new(null, null, null, null, null, null)).Check(validation);
        return validation.Failed(out var refusal) ? refusal : null;
    }

    internal Customer ToCustomer() => new(Contact!.Name!.Trim(), Contact.Email!, Contact.Phone.TrimToNull(), Address!.ToAddress());

    /// <summary>
    /// Tells another body under the same key from a repetition. It is keyed by the idempotency key, which is not stored, so that
    /// nobody can find a name or an address by trying.
    /// </summary>
    internal string FingerprintOf(string idempotencyKey) => Convert.ToHexStringLower(HMACSHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(idempotencyKey), JsonSerializer.SerializeToUtf8Bytes(this, LiveShopJson.Options)));
}
