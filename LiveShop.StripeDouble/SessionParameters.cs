using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveShop.StripeDouble;

/// <summary>Checks the form fields that open a session as Stripe does (https://docs.stripe.com/api/checkout/sessions/create).</summary>
internal sealed partial class SessionParameters(IReadOnlyDictionary<string, string> form)
{
    private const long SmallestCharge = 50;

    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private static readonly HashSet<string> WholeUnits =
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

    private static readonly HashSet<string> WholeUnitsInHundredths = ["isk", "ugx"];
    private static readonly HashSet<string> Thousandths = ["bhd", "jod", "kwd", "omr", "tnd"];

    public CheckoutSession ToSession(string id, DateTimeOffset now)
    {
        if (form.Keys.FirstOrDefault(name => !Known().IsMatch(name)) is { } unknown)
            throw StripeErrorException.Invalid(unknown, $"Received unknown parameter: {unknown}", "parameter_unknown");
        if (Required("mode") != "payment")
            throw StripeErrorException.Invalid("mode", "Only payments are made here.");

        var expires = DateTimeOffset.FromUnixTimeSeconds(Number("expires_at"));
        if (expires < now + ShortestLife || expires > now + LongestLife)
            throw StripeErrorException.Invalid("expires_at", "The timestamp must be between 30 minutes and 24 hours from creation.");

        var lines = Lines().ToList();
        if (lines.Count == 0)
            throw StripeErrorException.Missing("line_items");
        var currency = CurrencyAt("line_items[0][price_data][currency]");
        var total = lines.Sum(line => line.Amount) + ShippingIn(currency);
        if (total < (WholeUnits.Contains(currency) ? 1 : SmallestCharge))
            throw StripeErrorException.Invalid("line_items", "The total is too small to be charged.", "amount_too_small");

        return new(
            id, currency, total, lines, Metadata("metadata"), form.GetValueOrDefault("client_reference_id"),
            Address("success_url"), Address("cancel_url"), now, expires);
    }

    private IEnumerable<SessionLine> Lines()
    {
        for (var n = 0; form.ContainsKey($"line_items[{n}][price_data][currency]"); n++)
        {
            var price = $"line_items[{n}][price_data]";
            if (CurrencyAt($"{price}[currency]") != CurrencyAt("line_items[0][price_data][currency]"))
                throw StripeErrorException.Invalid($"{price}[currency]", "All line items must have one currency.");
            var quantity = Number($"line_items[{n}][quantity]");
            if (quantity < 1)
                throw StripeErrorException.Invalid($"line_items[{n}][quantity]", "Must be at least 1.");
            var amount = Amount($"{price}[unit_amount]", CurrencyAt($"{price}[currency]"));
            yield return new(Required($"{price}[product_data][name]"), quantity, quantity * amount);
        }
    }

    private long ShippingIn(string currency)
    {
        const string Rate = "shipping_options[0][shipping_rate_data]";
        if (!form.ContainsKey($"{Rate}[type]"))
            return 0;
        Required($"{Rate}[display_name]");
        return CurrencyAt($"{Rate}[fixed_amount][currency]") == currency
            ? Amount($"{Rate}[fixed_amount][amount]", currency)
            : throw StripeErrorException.Invalid($"{Rate}[fixed_amount][currency]", "Must be the currency of the line items.");
    }

    private long Amount(string name, string currency)
    {
        var amount = Number(name);
        if (amount < 0 || amount > 99_999_999)
            throw StripeErrorException.Invalid(name, "Must be from 0 to 99999999.", "amount_too_large");
        var step = Thousandths.Contains(currency) ? 10 : WholeUnitsInHundredths.Contains(currency) ? 100 : 1;
        return amount % step == 0
            ? amount
            : throw StripeErrorException.Invalid(name, $"Must be divisible by {step}.", "invalid_charge_amount_no_decimal_compatible");
    }

    private string CurrencyAt(string name)
    {
        var currency = Required(name);
        return currency.Length == 3 && currency.All(char.IsAsciiLetterLower)
            ? currency
            : throw StripeErrorException.Invalid(name, $"Invalid currency: {currency}.");
    }

    private Dictionary<string, string> Metadata(string name) => form
        .Where(field => field.Key.StartsWith($"{name}[", StringComparison.Ordinal))
        .ToDictionary(field => field.Key[(name.Length + 1)..^1], field => field.Value);

    private string Address(string name) =>
        Uri.TryCreate(Required(name), UriKind.Absolute, out var address) && (address.Scheme == "http" || address.Scheme == "https")
            ? Required(name)
            : throw StripeErrorException.Invalid(name, "Not a valid URL.", "url_invalid");

    private long Number(string name) => long.TryParse(Required(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw StripeErrorException.Invalid(name, $"Invalid integer: {form[name]}", "parameter_invalid_integer");

    private string Required(string name) =>
        form.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw StripeErrorException.Missing(name);

    [GeneratedRegex(
        @"^(mode|client_reference_id|expires_at|success_url|cancel_url|metadata\[\w+\]|adaptive_pricing\[enabled\]|" +
        @"allowed_payment_method_types\[\d+\]|payment_intent_data\[(description|metadata\]\[\w+)\]|" +
        @"line_items\[\d+\]\[(quantity|price_data\]\[(currency|unit_amount|product_data\]\[name))\]|" +
        @"shipping_options\[0\]\[shipping_rate_data\]\[(type|display_name|fixed_amount\]\[(amount|currency))\])$")]
    private static partial Regex Known();
}
