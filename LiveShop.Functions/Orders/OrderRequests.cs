using System.ComponentModel.DataAnnotations;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;

namespace LiveShop.Functions.Orders;

/// <param name="ExpectedTotal">The cart's <c>total</c> as the customer saw it; another one now is answered with 409.</param>
/// <param name="Note">To the seller.</param>
/// <param name="Payment">How to pay: one of the shop's <c>payments</c>, the first when left out.</param>
public sealed record CheckoutCartRequest(
    [property: Required] Money? ExpectedTotal, [property: Required] ContactRequest? Contact,
    [property: Required] AddressRequest? Address, string? Note, string? Payment)
{
    // The generated one would put the person into any log that formats the request.
    public override string ToString() => nameof(CheckoutCartRequest);

    internal CheckoutRequest ToCheckout() => new(ExpectedTotal, Contact?.ToDetails(), Address?.ToDetails(), Note, Payment);
}

public sealed record ContactRequest([property: Required] string? Name, [property: Required] string? Email, string? Phone)
{
    public override string ToString() => nameof(ContactRequest);

    internal ContactDetails ToDetails() => new(Name, Email, Phone);
}

/// <param name="Country">A code of ISO 3166-1 alpha-2 to which the shop ships.</param>
public sealed record AddressRequest(
    [property: Required] string? Line1, string? Line2, string? PostalCode, [property: Required] string? City, string? Region,
    [property: Required] string? Country)
{
    public override string ToString() => nameof(AddressRequest);

    internal AddressDetails ToDetails() => new(Line1, Line2, PostalCode, City, Region, Country);
}
