using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

public sealed class PagesTests(PagesTests.ServerWithPages pages) : IClassFixture<PagesTests.ServerWithPages>
{
    private const string Page = "<!doctype html><title>The page</title>";

    private readonly LocalServer server = pages.Server;

    [Theory]
    [InlineData("/"), InlineData("/index.html"), InlineData("/admin"), InlineData("/live/demo"), InlineData("/live/demo/")]
    [InlineData("/no/such/page"), InlineData("/apis"), InlineData("/admin?x=1.js")]
    public async Task Every_page_route_serves_index_html_with_no_cache(string address)
    {
        using var answer = await server.Http.GetAsync(address);

        Assert.Equal(Page, await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.MediaType());
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task File_with_a_hash_in_its_name_is_cached_as_immutable()
    {
        using var answer = await server.Http.GetAsync("/assets/index-DiwrgTda.js").IsAsync(HttpStatusCode.OK);

        Assert.Equal("public, max-age=31536000, immutable", answer.Header("Cache-Control"));
        Assert.Equal("text/javascript", answer.Content.Headers.MediaType());
    }

    [Fact]
    public async Task File_without_a_hash_in_its_name_is_served_with_no_cache()
    {
        using var answer = await server.Http.GetAsync("/favicon.svg").IsAsync(HttpStatusCode.OK);

        Assert.Equal(("no-cache", "image/svg+xml"), (answer.Header("Cache-Control"), answer.Content.Headers.MediaType()));
    }

    [Theory]
    [InlineData("/assets/gone-DiwrgTda.js"), InlineData("/gone.js"), InlineData("/favicon.ico"), InlineData("/api")]
    [InlineData("/api/nothing"), InlineData("/API/nothing")]
    [InlineData("/client/nothing"), InlineData("/dev/token"), InlineData("/sample/nothing"), InlineData("/docs/nothing")]
    [InlineData("/assets")]
    [InlineData("/..%2fpackage.json"), InlineData("/assets/..%2f..%2fpackage.json"), InlineData("/%2e%2e/package.json")]
    [InlineData("/assets/..%5c..%5cpackage.json")]
    public async Task Missing_file_is_neither_the_page_nor_cached(string address)
    {
        using var answer = await server.Http.GetAsync(address);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.MediaType());
        Assert.DoesNotContain("immutable", answer.Header("Cache-Control") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_is_served_for_GET_and_HEAD_only()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/admin");
        using var looked = await server.Http.SendAsync(head);
        using var posted = await server.Http.PostAsync("/admin", null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (looked.StatusCode, posted.StatusCode));
        Assert.Equal("application/problem+json", posted.Content.Headers.MediaType());
    }

    [Fact]
    public async Task API_runs_without_built_pages()
    {
        using var empty = new TemporaryFolder();
        await using var bare = await LocalServer.StartAsync("--LiveShop:WebDirectory", empty.Path);

        Assert.Equal(HttpStatusCode.NotFound, (await bare.Http.GetAsync("/admin")).StatusCode);
        await bare.Http.GetAsync("/api/livestreams/demo").JsonAsync();
    }

    [Theory]
    [InlineData("/sample/images/mug.svg", "image/svg+xml"), InlineData("/sample/images/poster.svg", "image/svg+xml")]
    [InlineData("/sample/video/index.m3u8", "application/vnd.apple.mpegurl")]
    [InlineData("/sample/video/init.mp4", "video/mp4"), InlineData("/sample/video/segment-0.mp4", "video/mp4")]
    public async Task Sample_files_have_their_media_types_and_are_cached_for_an_hour(string address, string type)
    {
        using var answer = await server.Http.GetAsync(address).IsAsync(HttpStatusCode.OK);

        Assert.Equal(type, answer.Content.Headers.MediaType());
        Assert.Equal("public, max-age=3600", answer.Header("Cache-Control"));
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task Every_URL_in_the_sample_data_leads_to_a_file()
    {
        var products = (await server.Http.GetAsync("/api/products").JsonAsync()).Items().Select(product => product.Text("imageUrl"));
        var stream = await server.Http.GetAsync("/api/livestreams/demo").JsonAsync();
        var shop = await server.Http.GetAsync("/api/shop").JsonAsync();
        var playlist = await server.Http.GetStringAsync(stream.Text("playbackUrl"));
        var segments = playlist.Split('\n').Where(line => line.EndsWith(".mp4", StringComparison.Ordinal)).Select(segment => $"/sample/video/{segment}");

        foreach (var address in products.Concat([stream.Text("thumbnailUrl"), shop.Text("logoUrl")]).Concat(segments))
            await server.Http.GetAsync(address).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Video_supports_range_requests()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sample/video/segment-0.mp4") { Headers = { Range = new RangeHeaderValue(4, 7) } };
        using var answer = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.PartialContent, 4), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Page_settings_name_the_API_address_and_the_sign_in_kind()
    {
        using var answer = await server.Http.GetAsync("/config.json");

        var config = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(("", "local"), (config.Text("apiBaseUrl"), config.GetProperty("auth").Text("kind")));
    }

    public sealed class ServerWithPages : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder web = new();

        public LocalServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var assets = Directory.CreateDirectory(Path.Combine(web.Path, "dist", "assets")).FullName;
            await File.WriteAllTextAsync(Path.Combine(assets, "index-DiwrgTda.js"), "export {}");
            await File.WriteAllTextAsync(Path.Combine(web.Path, "dist", "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
            await File.WriteAllTextAsync(Path.Combine(web.Path, "dist", "index.html"), Page);
            await File.WriteAllTextAsync(Path.Combine(web.Path, "package.json"), "secret");
            Server = await LocalServer.StartAsync("--LiveShop:WebDirectory", web.Path);
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        public void Dispose() => web.Dispose();
    }
}
