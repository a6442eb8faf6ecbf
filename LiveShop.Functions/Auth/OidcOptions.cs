namespace LiveShop.Functions.Auth;

/// <summary>Settings <c>Auth__Authority</c> and <c>Auth__Audience</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer's address, such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Who the tokens must be for: the API's client id or application id URI.</summary>
    public string Audience { get; set; } = "";

    /// <summary>How long the issuer may take to answer a question for its keys.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
