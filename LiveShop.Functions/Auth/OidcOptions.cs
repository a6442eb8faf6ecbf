namespace LiveShop.Functions.Auth;

/// <summary>The settings <c>Auth__Authority</c>, <c>Auth__Audience</c> and <c>Auth__Timeout</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer's address, such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The <c>aud</c> that tokens must have: the API's client id or application id URI.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The longest that fetching one of the issuer's documents may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
