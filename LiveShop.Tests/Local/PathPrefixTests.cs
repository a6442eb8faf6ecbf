using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveShop.Local.Pages;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace LiveShop.Tests.Local;

/// <summary>A proxy serves the pages below a path prefix, which it says in X-Forwarded-Prefix.</summary>
public sealed partial class PathPrefixTests : IAsyncLifetime, IDisposable
{
    private const string Html =
        """<!doctype html><link rel="icon" href="/favicon.svg"><a href="">again</a>"""
        + """<a href="https://shop.example/">x</a><a href="//x.example/">y</a>"""
        + """<script type="application/json" id="config"></script><script type="module" src="/assets/index-1.js"></script>""";

    private readonly TemporaryFolder web = new();
    private LocalServer server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(web.Path, "dist"));
        foreach (var name in new[] { "index", "live", "admin" })
            await File.WriteAllTextAsync(Path.Combine(web.Path, "dist", $"{name}.html"), Html);
        server = await LocalServer.StartAsync("--LiveShop:WebDirectory", web.Path, "--ForwardedHeaders_Enabled", "true");
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => web.Dispose();

    [Theory, InlineData("/shop", "/shop"), InlineData("/shop/", "/shop"), InlineData("/a/b-c_d.e~1", "/a/b-c_d.e~1")]
    public async Task Addresses_in_the_page_have_the_prefix(string header, string prefix)
    {
        using var answer = await GetAsync("/live/demo", header);
        var html = await answer.Content.ReadAsStringAsync();
        var config = JsonElement.Parse(ConfigElement().Match(html).Groups[1].Value);

        Assert.Equal(
            [$"{prefix}/favicon.svg", "", "https://shop.example/", "//x.example/", $"{prefix}/assets/index-1.js"],
            AddressAttribute().Matches(html).Select(match => match.Groups[1].Value));
        Assert.Equal((prefix, prefix), (config.Text("apiBaseUrl"), config.Text("basePath")));
        Assert.Equal(
            $"<{prefix}/api/shop>; rel=preload; as=fetch; crossorigin=anonymous, "
                + $"<{prefix}/api/livestreams/demo>; rel=preload; as=fetch; crossorigin=anonymous",
            answer.Header("Link"));
    }

    [Fact]
    public async Task Page_of_another_prefix_has_an_ETag_of_its_own()
    {
        using var shop = await GetAsync("/", "/shop");
        using var store = await GetAsync("/", "/store");

        Assert.NotEqual(shop.Headers.ETag, store.Headers.ETag);
        Assert.NotNull(shop.Headers.ETag);
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("/shop//evil.example"), InlineData("/\\evil.example")]
    [InlineData("/.."), InlineData("/./shop"), InlineData("/shop/..")]
    [InlineData("/\"><script>alert(1)</script>"), InlineData("/%22%3E%3Cscript%3E")]
    [InlineData("/a>;rel=preload,<b"), InlineData("/a b"), InlineData("/$0")]
    [InlineData("shop"), InlineData("/"), InlineData("https://evil.example")]
    public async Task Prefix_that_is_no_plain_path_is_ignored(string header)
    {
        using var answer = await GetAsync("/", header);
        using var plain = await server.Http.GetAsync("/");

        Assert.Equal(await plain.Content.ReadAsStringAsync(), await answer.Content.ReadAsStringAsync());
        Assert.Equal(plain.Header("Link"), answer.Header("Link"));
        using var cart = await server.Http.SendAsync(HttpMethod.Post, "/api/carts", ("X-Forwarded-Prefix", header))
            .IsAsync(HttpStatusCode.Created);
        Assert.StartsWith("/api/carts/", cart.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_of_excessive_length_is_ignored()
    {
        using var answer = await GetAsync("/", "/" + new string('a', 100));

        Assert.DoesNotContain("/aaa", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_is_ignored_unless_forwarded_headers_are_enabled()
    {
        await using var direct = await LocalServer.StartAsync("--LiveShop:WebDirectory", web.Path);

        using var answer = await direct.Http.SendAsync(HttpMethod.Get, "/", ("X-Forwarded-Prefix", "/mall"));

        Assert.DoesNotContain("/mall", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("/mall", answer.Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_are_kept_in_memory_are_bounded_whatever_prefixes_come()
    {
        using var files = new PhysicalFileProvider(Path.Combine(web.Path, "dist"));
        var pages = new HtmlPages(files, _ => "{}");

        for (var n = 0; n < 200; n++)
        {
            Assert.NotNull(pages.For(new DefaultHttpContext { Request = { Path = "/", PathBase = $"/{n}" } }));
            Assert.InRange(pages.CachedPages, 1, 30);
        }
    }

    private Task<HttpResponseMessage> GetAsync(string address, string prefix) =>
        server.Http.SendAsync(HttpMethod.Get, address, ("X-Forwarded-Prefix", prefix));

    [GeneratedRegex("<script type=\"application/json\" id=\"config\">(.*?)</script>")]
    private static partial Regex ConfigElement();

    [GeneratedRegex("(?:href|src)=\"(.*?)\"")]
    private static partial Regex AddressAttribute();
}
