using Microsoft.AspNetCore.Http.Headers;

namespace LiveShop.Functions.Shop;

/// <summary>The share page's own words, in the languages of the web pages.</summary>
/// <param name="Locale">As <c>og:locale</c> has it.</param>
internal sealed record ShareWords(string Language, string Locale, string Watch, string UnknownTitle, string UnknownHint, string Home)
{
    private static readonly ShareWords English = new(
        "en", "en_US", "Watch the stream", "This stream does not exist",
        "The address may have changed, or the stream was taken down.", "All streams");

    private static readonly ShareWords German = new(
        "de", "de_DE", "Den Stream ansehen", "Diesen Stream gibt es nicht",
        "Vielleicht hat sich die Adresse geändert, oder der Stream wurde entfernt.", "Alle Streams");

    /// <summary>In the first of the languages of <c>Accept-Language</c>, by their quality, that there is; else in English.</summary>
    public static ShareWords For(HttpRequest request) =>
        new RequestHeaders(request.Headers).AcceptLanguage
            .Where(wanted => wanted.Quality is not 0)
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => wanted.Value.Value?.Split('-')[0].ToLowerInvariant() switch { "de" => German, "en" => English, _ => null })
            .FirstOrDefault(words => words is not null) ?? English;
}
