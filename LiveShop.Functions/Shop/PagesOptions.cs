namespace LiveShop.Functions.Shop;

/// <summary>Settings <c>Pages__…</c>.</summary>
public sealed class PagesOptions
{
    public const string Section = "Pages";

    /// <summary>The address of the web pages when they are on another origin than the API, as in Azure.</summary>
    public string Url { get; set; } = "";

    internal bool IsValid => Url.Length == 0
        || (Uri.TryCreate(Url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address is { Query: "", Fragment: "", UserInfo: "" });

    /// <summary>The address of the pages without a slash at its end: the setting, or else where the request was sent to.</summary>
    public string AddressFor(HttpRequest request) => Url.Length > 0 ? Url.TrimEnd('/') : AddressOf(request);

    /// <summary>Where the request was sent to, with the path prefix of a proxy.</summary>
    public static string AddressOf(HttpRequest request) =>
        request.Host.HasValue ? $"{request.Scheme}://{request.Host}{request.PathBase}" : request.PathBase.ToString();
}
