using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>The names of the legal pages. Written to answers in kebab case.</summary>
public enum LegalPageName
{
    Imprint,
    Privacy,
    Terms,
}

/// <summary>A page such as the imprint: either a text, in paragraphs parted by empty lines, or the address of a page elsewhere.</summary>
/// <param name="Url">An absolute https address.</param>
public sealed record LegalPage(string? Text, string? Url)
{
    /// <summary>In UTF-16 code units; three such texts fit into one request.</summary>
    public const int MaxTextLength = 20_000;

    private const string Https = "https://";

    internal static void Check(LegalPage? page, string field, Validation validation)
    {
        if (page is null)
            return;

        validation
            .Check(page.Text is null != page.Url is null, field, "Must have either a text or an address.")
            .Text(page.Text, $"{field}.text", MaxTextLength, required: page.Text is not null)
            .Url(page.Url, $"{field}.url")
            .Check(page.Url?.StartsWith(Https, StringComparison.OrdinalIgnoreCase) is not false, $"{field}.url", $"Must begin with {Https}.");
    }
}
