using LiveShop.Core.Results;
using LiveShop.Core.Shop;

namespace LiveShop.Core.Orders;

/// <summary>The person who ordered. Never written to a log, a trace, a metric, a URL or an error.</summary>
public sealed record Customer(string Name, string Email, string? Phone, Address Address)
{
    // The generated one would put the person into any log that formats the order.
    public override string ToString() => nameof(Customer);
}

/// <summary>Where an order is shipped to.</summary>
/// <param name="PostalCode">Null where there are none.</param>
/// <param name="Country">A code of ISO 3166-1 alpha-2.</param>
public sealed record Address(string Line1, string? Line2, string? PostalCode, string City, string? Region, string Country)
{
    public override string ToString() => nameof(Address);
}

/// <summary>The customer's contact as it was sent.</summary>
public sealed record ContactDetails(string? Name, string? Email, string? Phone)
{
    public const int MaxNameLength = 100;
    public const int MaxEmailLength = 254;
    public const int MaxPhoneLength = 30;

    public override string ToString() => nameof(ContactDetails);

    internal void Check(Validation validation) => validation
        .Line(Name, "contact.name", MaxNameLength, required: true)
        .Check(IsPlausibleEmail(Email), "contact.email", "Must be an e-mail address such as name@example.com.")
        .Line(Phone, "contact.phone", MaxPhoneLength, required: false)
        .Check(Phone?.All(IsOfPhoneNumber) is not false, "contact.phone", "Must be a phone number.");

    // Only a message that arrives proves an address, so this only finds slips.
    private static bool IsPlausibleEmail(string? email)
    {
        if (email is not { Length: > 0 and <= MaxEmailLength } || email.Any(c => c is <= ' ' or '\x7f' or '<' or '>' or '"' or ',' or ';'))
            return false;
        var at = email.LastIndexOf('@');
        var labels = email[(at + 1)..].Split('.');
        return at is > 0 and <= 64 && email.IndexOf('@', StringComparison.Ordinal) == at
            && labels.Length > 1
            && labels.All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
    }

    private static bool IsOfPhoneNumber(char c) => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '/' or '(' or ')' or '.';
}

/// <summary>The address as it was sent.</summary>
public sealed record AddressDetails(string? Line1, string? Line2, string? PostalCode, string? City, string? Region, string? Country)
{
    public const int MaxLineLength = 100;
    public const int MaxPostalCodeLength = 20;

    public override string ToString() => nameof(AddressDetails);

    internal void Check(Validation validation) => validation
        .Line(Line1, "address.line1", MaxLineLength, required: true)
        .Line(Line2, "address.line2", MaxLineLength, required: false)
        .Line(PostalCode, "address.postalCode", MaxPostalCodeLength, required: false)
        .Line(City, "address.city", MaxLineLength, required: true)
        .Line(Region, "address.region", MaxLineLength, required: false)
        .Check(Countries.IsKnown(Country), "address.country", "Must be a country code of ISO 3166-1, such as DE.");

    internal Address ToAddress() =>
        new(Line1!.Trim(), Line2.TrimToNull(), PostalCode.TrimToNull(), City!.Trim(), Region.TrimToNull(), Country!);
}
