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
/// kind of page, which names what that kind loads first (web/vite/pages.ts). Below a proxy's path prefix their addresses have it.
/// </summary>
/// <param name="settings">By path prefix: JSON without characters that mean something in HTML.</param>
public sealed partial class HtmlPages(IFileProvider files, Func<string, string> settings)
{
    private const string ConfigStart = """<script type="application/json" id="config">""";
    private const string ConfigEnd = "</script>";
    private const string MainFile = "index.html";
    private const string Orders = "/orders";
    private const int BrotliQuality = 11;
    // The prefix comes from a request, so a caller could have pages made without end.
    private const int MaxPages = 30;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, string BasePath), Page> pages = [];

    /// <summary>How many HTML files are kept in memory.</summary>
    public int CachedPages => pages.Count;

    /// <summary>200 or 304 with the page of this address; null when the pages are not built.</summary>
    public IResult? For(HttpContext context)
    {
        var path = context.Request.Path;
        var basePath = context.Request.PathBase.ToString();
        var page = path.StartsWithSegments("/live", out var rest) ? Find("live.html", basePath)
            : path.StartsWithSegments(Orders) ? Find("orders.html", basePath)
            : path.StartsWithSegments("/admin") ? Find("admin.html", basePath)
            : Find(MainFile, basePath);
        if (page is null)
            return null;

        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        if (path.StartsWithSegments(Orders))
            SecurityHeaders.SendNoReferrer(context.Response);
        SecurityHeaders.AllowInline(context.Response, page.StyleHash, page.ScriptHash);
        headers.Append(HeaderNames.Link, Preload($"{basePath}/api/shop"));
        if (rest.Value?.Trim('/') is { } streamId && Identifier.IsValid(streamId))
            headers.Append(HeaderNames.Link, Preload($"{basePath}/api/livestreams/{streamId}"));
        return page.Content.For(context.Request, "text/html; charset=utf-8", page.ETag);
    }

    // What the page reads first; without credentials of other origins, as its own fetch asks.
    private static string Preload(string address) => $"<{address}>; rel=preload; as=fetch; crossorigin=anonymous";

    private Page? Find(string name, string basePath)
    {
        if (files.GetFileInfo(name) is not { Exists: true } file)
            return name == MainFile ? null : Find(MainFile, basePath);

        // The pages may be built anew while the program runs.
        lock (gate)
        {
            if (pages.TryGetValue((name, basePath), out var page) && page.BuiltAt == file.LastModified)
                return page;
            if (pages.Count >= MaxPages)
                pages.Clear();
            return pages[(name, basePath)] = Read(file, basePath);
        }
    }

    private Page Read(IFileInfo file, string basePath)
    {
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        var html = SiteAddress().Replace(reader.ReadToEnd(), $"$0{basePath}");
        var configured = html.Replace(ConfigStart + ConfigEnd, ConfigStart + settings(basePath) + ConfigEnd, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(configured);
        return new Page(
            file.LastModified,
            new CompressibleBytes(bytes, BrotliQuality),
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"",
            HashOf(InlineStyle().Match(html)),
            HashOf(InlineScript().Match(html)));
    }

    private static string? HashOf(Match inline) =>
        inline.Success ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline.Groups[1].Value))) : null;

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@" (?:href|src)=""(?=/[^/])")]
    private static partial Regex SiteAddress();

    private sealed record Page(DateTimeOffset BuiltAt, CompressibleBytes Content, string ETag, string? StyleHash, string? ScriptHash);
}
