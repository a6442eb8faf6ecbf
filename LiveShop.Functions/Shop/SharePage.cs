using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Media;
using LiveShop.Core.Shop;

namespace LiveShop.Functions.Shop;

/// <summary>
/// The page behind the link to share of a stream: what a messenger shows of it (https://ogp.me), and for people the way to the
/// stream's own page, which a messenger could not read.
/// </summary>
/// <param name="Address">Of this page.</param>
/// <param name="Api">Address of the API's host, which serves uploaded pictures.</param>
/// <param name="Pages">Address of the web pages.</param>
internal sealed record SharePage(string Address, string Api, string Pages, ShopSettings Shop, ShareWords Words)
{
    /// <summary>In UTF-16 code units; messengers show less.</summary>
    private const int MaxDescriptionLength = 300;

    // Only what HTML needs, so that other scripts stay readable.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public string Of(LiveStream stream)
    {
        var target = $"{Pages}/live/{stream.StreamId}";
        var description = Shorten(stream.Description ?? Shop.Slogan);
        var image = Absolute(stream.ThumbnailUrl ?? Shop.LogoUrl);
        return Document($"{stream.Title} · {Shop.Name}", $"""
            <link rel="canonical" href="{Text(target)}">
            {Meta("name", "description", description)}
            {Meta("property", "og:type", "website")}
            {Meta("property", "og:title", stream.Title)}
            {Meta("property", "og:description", description)}
            {Meta("property", "og:url", Address)}
            {Meta("property", "og:image", image)}
            {Meta("property", "og:site_name", Shop.Name)}
            {Meta("property", "og:locale", Words.Locale)}
            {Meta("name", "twitter:card", stream.ThumbnailUrl is null ? "summary" : "summary_large_image")}
            <meta http-equiv="refresh" content="0; url={Text(target)}">
            """, stream.Title, description, target, Words.Watch);
    }

    public string NotFound() => Document(
        $"{Words.UnknownTitle} · {Shop.Name}", """<meta name="robots" content="noindex">""",
        Words.UnknownTitle, Words.UnknownHint, $"{Pages}/", Words.Home);

    private string Document(string title, string head, string heading, string? text, string target, string link) => $"""
        <!doctype html>
        <html lang="{Words.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>{Text(title)}</title>
        {head}
        </head>
        <body>
        <h1 dir="auto">{Text(heading)}</h1>
        <p dir="auto">{Text(text ?? "")}</p>
        <p><a href="{Text(target)}">{Text(link)}</a></p>
        </body>
        </html>
        """;

    private static string Meta(string key, string name, string? content) =>
        content is null ? "" : $"""<meta {key}="{name}" content="{Text(content)}">""";

    private static string Text(string text) => Html.Encode(text);

    private string? Absolute(string? address) => address switch
    {
        null => null,
        _ when address.StartsWith(MediaName.PathPrefix, StringComparison.Ordinal) => Api + address,
        ['/', ..] => Pages + address,
        _ => address,
    };

    private static string? Shorten(string? text)
    {
        if (text is null)
            return null;

        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxDescriptionLength)
            return line;
        var length = char.IsHighSurrogate(line[MaxDescriptionLength - 1]) ? MaxDescriptionLength - 1 : MaxDescriptionLength;
        return new StringBuilder(line, 0, length, length + 1).Append('…').ToString();
    }
}
