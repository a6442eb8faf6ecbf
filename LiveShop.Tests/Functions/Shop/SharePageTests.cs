using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Tests.Local;
using LiveShop.Tests.Shop;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace LiveShop.Tests.Functions.Shop;

public sealed partial class SharePageTests
{
    private const string Rtl = "عرض الشتاء";

    [Fact]
    public async Task Share_page_has_what_a_messenger_shows_and_sends_people_to_the_stream()
    {
        await using var server = await LocalServer.StartAsync();
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);

        using var answer = await server.Http.GetAsync("/api/s/demo").IsAsync(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        Assert.Equal(("Winter table", "Kiln & Co."), (Property(html, "og:title"), Property(html, "og:site_name")));
        Assert.Equal($"{origin}/sample/images/poster.svg", Property(html, "og:image"));
        Assert.Equal($"{origin}/api/s/demo", Property(html, "og:url"));
        Assert.Equal(
            ("website", "en_US", "summary_large_image"), (Property(html, "og:type"), Property(html, "og:locale"), Property(html, "twitter:card")));
        Assert.StartsWith("Eight pieces", Property(html, "og:description"), StringComparison.Ordinal);
        Assert.Contains($"""<meta http-equiv="refresh" content="0; url={origin}/live/demo">""", html, StringComparison.Ordinal);
        Assert.Contains($"""<link rel="canonical" href="{origin}/live/demo">""", html, StringComparison.Ordinal);
        Assert.Contains($"""<a href="{origin}/live/demo">Watch the stream</a>""", html, StringComparison.Ordinal);
        Assert.Contains("<title>Winter table · Kiln &amp; Co.</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploaded_picture_is_shown_from_the_API_although_the_pages_are_elsewhere()
    {
        const string picture = $"/api/media/{LiveShop.Tests.Media.Pictures.UnknownName}";
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false", "--Pages:Url", "https://pages.example");
        using var admin = await server.AdminAsync();
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "show", title = "Show", thumbnailUrl = picture }).IsAsync(HttpStatusCode.Created);

        var html = await server.Http.GetStringAsync("/api/s/show");

        Assert.Equal($"{server.BaseAddress.GetLeftPart(UriPartial.Authority)}{picture}", Property(html, "og:image"));
    }

    [Fact]
    public async Task Share_page_runs_nothing_and_is_cached_for_a_minute_by_language()
    {
        await using var server = await LocalServer.StartAsync();

        using var answer = await server.Http.GetAsync("/api/s/demo");

        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal(("public, max-age=60", "Accept-Language"), (answer.Header("Cache-Control"), answer.Header("Vary")));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("""<script>alert("1")</script>""", """it's </title><img src=x onerror="x">""")]
    [InlineData("\" onload=\"alert(1)\"", "&amp; &lt; ' \" \u200F")]
    [InlineData(Rtl, "شاهدنا\n\nمباشرة")]
    public async Task Texts_are_escaped_and_come_back_as_they_were_typed(string title, string description)
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        using var admin = await server.AdminAsync();
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "odd", title, description }).IsAsync(HttpStatusCode.Created);

        var html = await server.Http.GetStringAsync("/api/s/odd");

        Assert.Equal(title, Property(html, "og:title"));
        Assert.Equal(
            string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Property(html, "og:description"));
        Assert.Contains($"""<h1 dir="auto">{WebUtility.HtmlEncode(title)[..3]}""", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(KnownTags().Count(html), AnyTag().Count(html));
    }

    [Fact]
    public async Task Arabic_title_stays_readable_in_the_source()
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        using var admin = await server.AdminAsync();
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "odd", title = Rtl }).IsAsync(HttpStatusCode.Created);

        Assert.Contains($"""<h1 dir="auto">{Rtl}</h1>""", await server.Http.GetStringAsync("/api/s/odd"), StringComparison.Ordinal);
    }

    [Theory, InlineData("nowhere"), InlineData("No-Id"), InlineData("a%3Cb")]
    public async Task Unknown_stream_is_404_and_still_a_page_that_leads_home(string id)
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");

        using var answer = await server.Http.GetAsync($"/api/s/{id}").IsAsync(HttpStatusCode.NotFound);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(("text/html", "no-cache"), (answer.Content.Headers.MediaType(), answer.Header("Cache-Control")));
        Assert.Contains("<h1 dir=\"auto\">This stream does not exist</h1>", html, StringComparison.Ordinal);
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"""<a href="{origin}/">All streams</a>""", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-AT,en;q=0.5", "de_DE"), InlineData("fr, en;q=0.3, de;q=0.7", "de_DE")]
    [InlineData("fr", "en_US"), InlineData("de;q=0, en", "en_US")]
    public async Task Share_page_speaks_the_readers_language(string accepted, string locale)
    {
        await using var server = await LocalServer.StartAsync();

        using var answer = await server.Http.SendAsync(HttpMethod.Get, "/api/s/demo", ("Accept-Language", accepted));

        Assert.Equal(locale, Property(await answer.Content.ReadAsStringAsync(), "og:locale"));
    }

    [Fact]
    public async Task Addresses_are_those_that_a_trusted_proxy_was_asked_for()
    {
        await using var server = await LocalServer.StartAsync("--ForwardedHeaders_Enabled", "true");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/s/demo")
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "shop.example" }, { "X-Forwarded-Prefix", "/live-shop" } },
        };

        using var answer = await server.Http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("https://shop.example/live-shop/api/s/demo", Property(html, "og:url"));
        Assert.Equal("https://shop.example/live-shop/sample/images/poster.svg", Property(html, "og:image"));
        Assert.Contains("""href="https://shop.example/live-shop/live/demo""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_on_another_origin_are_where_the_setting_says()
    {
        await using var server = await LocalServer.StartAsync("--Pages:Url", "https://pages.example/");

        var html = await server.Http.GetStringAsync("/api/s/demo");

        Assert.Equal($"{server.BaseAddress.GetLeftPart(UriPartial.Authority)}/api/s/demo", Property(html, "og:url"));
        Assert.Equal("https://pages.example/sample/images/poster.svg", Property(html, "og:image"));
        Assert.Contains("""<link rel="canonical" href="https://pages.example/live/demo">""", html, StringComparison.Ordinal);
    }

    [Theory, InlineData("pages.example"), InlineData("javascript:alert(1)"), InlineData("https://pages.example/?a=b")]
    public async Task Address_of_the_pages_that_is_none_is_refused_at_the_start(string url)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => LocalServer.StartAsync("--Pages:Url", url));

        Assert.Contains("Pages__Url", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_without_a_picture_shows_the_logo_of_the_shop()
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        using var admin = await server.AdminAsync();
        await admin.SendAsync(HttpMethod.Put, "/api/shop", ("If-Match", "*"), JsonContent.Create(ShopSample.Body()))
            .IsAsync(HttpStatusCode.OK);
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "bare", title = "Bare" }).IsAsync(HttpStatusCode.Created);

        var html = await server.Http.GetStringAsync("/api/s/bare");

        Assert.EndsWith("/pictures/logo.svg", Property(html, "og:image"), StringComparison.Ordinal);
        Assert.Equal(("Mugs, live", "summary"), (Property(html, "og:description"), Property(html, "twitter:card")));
    }

    [Fact]
    public async Task Long_description_is_cut_between_characters()
    {
        await using var server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        using var admin = await server.AdminAsync();
        var description = new string('x', 299) + "🎥🎥";
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "long", title = "Long", description }).IsAsync(HttpStatusCode.Created);

        Assert.Equal(new string('x', 299) + "…", Property(await server.Http.GetStringAsync("/api/s/long"), "og:description"));
    }

    [Fact]
    public async Task Many_openings_of_one_link_read_the_store_once()
    {
        var store = new Mock<ILiveStreamStore>();
        store.Setup(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Stored<LiveStream>(Sample.LiveStreamWith("mug"), "etag"));
        await using var server = await LocalServer.StartAsync(
            null, services => services.AddSingleton(store.Object), "--LiveShop:SampleData", "false");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Http.GetStringAsync("/api/s/demo")));

        store.Verify(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>()), Times.Once);
    }

    private static string? Property(string html, string name) =>
        Regex.Match(html, $"<meta (?:name|property)=\"{Regex.Escape(name)}\" content=\"([^\"]*)\">") is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : null;

    [GeneratedRegex("<[!/]?[a-z]")]
    private static partial Regex AnyTag();

    [GeneratedRegex("<[!/]?(doctype|html|head|meta|title|link|body|h1|p|a)\\b")]
    private static partial Regex KnownTags();
}
