using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

/// <summary>The HTML of the pages holds their settings and says what to load first.</summary>
public sealed partial class HtmlPagesTests : IAsyncLifetime, IDisposable
{
    private const string Style = "#skeleton{color:red}";
    private const string Script = "\n  run()\n";
    private const string Authority = "https://login.example/tenant/v2.0";
    private const string Hostile = "</script><script>alert(1)</script><!--\u2028'\"&";

    private readonly TemporaryFolder web = new();
    private LocalServer server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(web.Path, "dist"));
        foreach (var name in new[] { "index", "live", "orders", "admin" })
            await WriteAsync(name, name);
        server = await LocalServer.StartAsync(
            "--LiveShop:WebDirectory", web.Path, "--Auth:Authority", Authority, "--Auth:Audience", "api", "--Auth:ClientId", Hostile, "--Auth:Scopes", "a b");
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => web.Dispose();

    [Theory]
    [InlineData("/", "index"), InlineData("/index.html", "index"), InlineData("/nothing", "index"), InlineData("/liver", "index")]
    [InlineData("/orders/0f", "orders"), InlineData("/live/demo", "live"), InlineData("/live/demo/", "live"), InlineData("/admin", "admin"), InlineData("/admin/streams/demo", "admin")]
    public async Task Every_kind_of_page_has_an_HTML_file_of_its_own(string address, string name) =>
        Assert.Contains($"<title>{name}</title>", await server.Http.GetStringAsync(address), StringComparison.Ordinal);

    [Theory, InlineData("/live.html"), InlineData("/orders.html"), InlineData("/admin.html")]
    public async Task HTML_file_is_not_served_without_settings(string address)
    {
        using var answer = await server.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory, InlineData("/orders/0f", "no-referrer"), InlineData("/live/demo", "strict-origin-when-cross-origin")]
    public async Task Order_page_tells_its_address_to_no_site(string address, string policy)
    {
        using var answer = await server.Http.GetAsync(address);

        Assert.Equal(policy, answer.Header("Referrer-Policy"));
    }

    [Fact]
    public async Task Settings_in_the_page_are_those_of_config_json()
    {
        var html = await server.Http.GetStringAsync("/live/demo");
        var inPage = JsonElement.Parse(ConfigElement().Match(html).Groups[1].Value);

        Assert.Equal(Hostile, inPage.GetProperty("auth").Text("clientId"));
        Assert.Equal("https://login.example/tenant", inPage.GetProperty("auth").Text("authority"));
        Assert.True(JsonElement.DeepEquals(await server.Http.GetAsync("/config.json").JsonAsync(), inPage));
    }

    [Fact]
    public async Task Settings_cannot_end_the_element_that_holds_them()
    {
        var html = await server.Http.GetStringAsync("/admin");

        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Single(Regex.Matches(html, "</script"));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_of_a_page_allows_its_one_style_by_hash_and_no_script_when_it_has_none()
    {
        using var answer = await server.Http.GetAsync("/admin");
        var policy = answer.Header("Content-Security-Policy")!;

        Assert.Contains($"style-src 'self' {HashOf(Style)};", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        using var other = await server.Http.GetAsync("/config.json");
        Assert.Contains("script-src 'self';", other.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", other.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_of_a_page_allows_its_one_script_by_hash_and_none_that_a_setting_could_bring()
    {
        using var answer = await server.Http.GetAsync("/live/demo");

        var policy = answer.Header("Content-Security-Policy")!;
        Assert.Contains($"script-src 'self' {HashOf(Script)};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/live/winter-table", "/api/shop /api/livestreams/winter-table"), InlineData("/live/winter-table/", "/api/shop /api/livestreams/winter-table")]
    [InlineData("/", "/api/shop"), InlineData("/admin", "/api/shop"), InlineData("/live", "/api/shop"), InlineData("/live/a/b", "/api/shop")]
    [InlineData("/live/NO", "/api/shop"), InlineData("/live/%3E;x", "/api/shop")]
    public async Task Page_has_the_browser_load_at_once_what_it_reads_first(string address, string preloaded)
    {
        using var answer = await server.Http.GetAsync(address).IsAsync(HttpStatusCode.OK);

        var links = preloaded.Split(' ').Select(path => $"<{path}>; rel=preload; as=fetch; crossorigin=anonymous");
        Assert.Equal(string.Join(", ", links), answer.Header("Link"));
    }

    [Fact]
    public async Task Page_that_was_built_anew_is_served_without_a_restart()
    {
        using var before = await server.Http.GetAsync("/admin");
        await WriteAsync("admin", "anew");
        File.SetLastWriteTimeUtc(PathOf("admin"), DateTime.UtcNow.AddMinutes(1));

        using var after = await server.Http.GetAsync("/admin");

        Assert.Contains("<title>anew</title>", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    private string PathOf(string name) => Path.Combine(web.Path, "dist", $"{name}.html");

    private Task WriteAsync(string name, string title) => File.WriteAllTextAsync(
        PathOf(name), $"<!doctype html><title>{title}</title><script type=\"application/json\" id=\"config\"></script><style>{Style}</style>{(name == "live" ? $"<script>{Script}</script>" : "")}");

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<script type=\"application/json\" id=\"config\">(.*?)</script>")]
    private static partial Regex ConfigElement();
}
