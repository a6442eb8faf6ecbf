using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LiveShop.Core;
using LiveShop.Functions.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace LiveShop.Local.Pages;

/// <summary>
/// The HTML files of the built pages, with the settings in them, so that pages need not ask for them. There is one file for each
/// kind of page, which names what that kind loads first (web/vite/pages.ts).
/// </summary>
/// <param name="settings">JSON without characters that mean something in HTML.</param>
internal sealed partial class HtmlPages(IFileProvider files, string settings)
{
    private const string ConfigStart = """<script type="application/json" id="config">""";
    private const string ConfigEnd = "</script>";
    private const string MainFile = "index.html";
    private const int BrotliQuality = 11;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Page> pages = [];

    /// <summary>200 or 304 with the page of this address; null when the pages are not built.</summary>
    public IResult? For(HttpContext context)
    {
        var path = context.Request.Path;
        var page = path.StartsWithSegments("/live", out var rest) ? Find("live.html")
            : path.StartsWithSegments("/admin") ? Find("admin.html")
            : Find(MainFile);
        if (page is null)
            return null;

        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        if (page.StyleHash is { } hash)
            SecurityHeaders.AllowStyle(context.Response, hash);
        headers.Append(HeaderNames.Link, Preload("/api/shop"));
        if (rest.Value?.Trim('/') is { } streamId && Identifier.IsValid(streamId))
            headers.Append(HeaderNames.Link, Preload($"/api/livestreams/{streamId}"));
        return page.Content.For(context.Request, "text/html; charset=utf-8", page.ETag);
    }

    // What the page reads first; without credentials of other origins, as its own fetch asks.
    private static string Preload(string address) => $"<{address}>; rel=preload; as=fetch; crossorigin=anonymous";

    private Page? Find(string name)
    {
        if (files.GetFileInfo(name) is not { Exists: true } file)
            return name == MainFile ? null : Find(MainFile);

        // The pages may be built anew while the program runs.
        lock (gate)
        {
            if (!pages.TryGetValue(name, out var page) || page.BuiltAt != file.LastModified)
                pages[name] = page = Read(file);
            return page;
        }
    }

    private Page Read(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        var html = reader.ReadToEnd();
        var style = InlineStyle().Match(html);
        var bytes = Encoding.UTF8.GetBytes(html.Replace(ConfigStart + ConfigEnd, ConfigStart + settings + ConfigEnd, StringComparison.Ordinal));
        return new Page(
            file.LastModified,
            new CompressibleBytes(bytes, BrotliQuality),
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"",
            style.Success ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.Groups[1].Value))) : null);
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex InlineStyle();

    private sealed record Page(DateTimeOffset BuiltAt, CompressibleBytes Content, string ETag, string? StyleHash);
}
