using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LiveShop.Stripe;

/// <summary>Settings <c>Payments__Stripe__…</c>.</summary>
public sealed record StripeSettings
{
    public const string Section = "Payments:Stripe";

    private const string Prefix = "Payments__Stripe__";

    /// <summary>The secret or restricted API key.</summary>
    public required string SecretKey { get; init; }

    /// <summary>The signing secret of the webhook endpoint, such as <c>whsec_…</c>.</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>The address of the web pages, to which customers come back, without a slash at its end.</summary>
    public required string PagesUrl { get; init; }

    /// <summary>
    /// Stripe's names of the payment methods. Those that are paid days later are not in the default, because the pieces stay held
    /// meanwhile.
    /// </summary>
    public List<string> PaymentMethods { get; init; } = ["card"];

    /// <summary>Another address of the API than Stripe's own, for a double on this machine; null for Stripe's.</summary>
    public string? ApiBase { get; init; }

    /// <returns>Null when customers cannot pay with Stripe, because no setting is there.</returns>
    /// <exception cref="OptionsValidationException">
    /// A setting is missing or wrong; the message names it and never holds a secret.
    /// </exception>
    public static StripeSettings? From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var (secretKey, webhookSecret) = (Text(section["SecretKey"]), Text(section["WebhookSecret"]));
        if (secretKey is null && webhookSecret is null)
            return null;

        secretKey = secretKey is null ? null : Resolved(secretKey, "SecretKey");
        webhookSecret = webhookSecret is null ? null : Resolved(webhookSecret, "WebhookSecret");
        var methods = (section["PaymentMethods"] ?? "card")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        return new()
        {
            SecretKey = secretKey ?? throw Invalid($"{Prefix}SecretKey must be set where {Prefix}WebhookSecret is."),
            WebhookSecret = webhookSecret ?? throw Invalid($"{Prefix}WebhookSecret must be set where {Prefix}SecretKey is."),
            PagesUrl = Text(configuration["Pages:Url"])?.TrimEnd('/')
                ?? throw Invalid("Pages__Url must be set for payments with Stripe, because customers come back to it."),
            PaymentMethods = methods.Count > 0
                ? methods
                : throw Invalid($"{Prefix}PaymentMethods must name payment methods of Stripe, such as card."),
            ApiBase = Text(section["ApiBase"]) is not { } address || IsLoopback(address)
                ? Text(section["ApiBase"])?.TrimEnd('/')
                : throw Invalid($"{Prefix}ApiBase must be an address on this machine."),
        };
    }

    /// <summary>Without the keys.</summary>
    public override string ToString() => nameof(StripeSettings);

    // The platform leaves a reference that it cannot resolve as it is.
    private static string Resolved(string secret, string name) =>
        secret.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase)
            ? throw Invalid($"{Prefix}{name} refers to a secret that is not in the vault, or that the app may not read.")
            : secret;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    // The secret key is sent there.
    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static OptionsValidationException Invalid(string problem) => new(Section, typeof(StripeSettings), [problem]);
}
