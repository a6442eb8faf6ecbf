using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Local.Hosting;
using LiveShop.Local.Realtime;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace LiveShop.Tests.Local;

public sealed class HeadersTests(SharedServer shared, HeadersTests.ServerWithAllowedOrigins open) : IClassFixture<SharedServer>, IClassFixture<HeadersTests.ServerWithAllowedOrigins>
{
    private const string Shop = "https://shop.example";

    /// <summary>Origins that are not allowed, however much they look like one that is.</summary>
    private static readonly string[] Others =
    [
        "https://evil.example", "http://shop.example", "https://shop.example.evil.example", "https://evilshop.example", "https://www.shop.example", "https://shop.example:444", "https://shop.example.",
        "https://shop.example@evil.example", "https://shop.example/", "https://shop.example evil.example", "https://shop.exampl", "http://localhost:51733", "http://localhost", "null", "*", "", "file://", "https://shop.example, https://evil.example",
    ];

    private static readonly object Ann = new { name = "ann", role = "admin" };

    [Theory]
    [InlineData("GET", "/api/livestreams/demo/pinned-products", 200), InlineData("GET", "/api/livestreams/nowhere", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/health", 405), InlineData("POST", "/api/livestreams/demo/start", 401)]
    [InlineData("POST", "/dev/token", 415)]
    [InlineData("POST", "/client/negotiate?hub=liveshop", 401), InlineData("GET", "/config.json", 200)]
    [InlineData("GET", "/sample/images/mug.svg", 200)]
    [InlineData("GET", "/docs/index.html", 200), InlineData("GET", "/sample/images/nothing.svg", 404)]
    public async Task Every_response_has_security_headers(string method, string address, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await shared.Server.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        IsSafe(answer);
    }

    [Theory]
    [InlineData("GET", "/api/livestreams/demo", "If-None-Match", "*", 304)]
    [InlineData("GET", "/sample/video/segment-0.mp4", "Range", "bytes=0-9", 206)]
    [InlineData("GET", "/sample/video/segment-0.mp4", "Range", "bytes=999999999-", 416)]
    [InlineData("HEAD", "/sample/images/mug.svg", "Accept", "*/*", 200), InlineData("HEAD", "/api/health", "Accept", "*/*", 200)]
    [InlineData("OPTIONS", "/api/health", "Access-Control-Request-Method", "PUT", 204)]
    [InlineData("POST", "/api/livestreams/demo/stop", "Authorization", "Bearer x", 401), InlineData("GET", "/docs", "Accept", "*/*", 301)]
    [InlineData("TRACE", "/api/health", "Accept", "*/*", 405)]
    public async Task Responses_without_a_body_or_with_partial_content_have_security_headers(string method, string address, string header, string value, int status)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = shared.Server.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        request.Headers.Add("Origin", Shop);
        using var answer = await client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        IsSafe(answer);
    }

    [Theory, InlineData("true", "/shop"), InlineData("false", "")]
    public async Task Addresses_in_answers_have_the_path_prefix_of_a_trusted_proxy(string forwardedHeadersEnabled, string prefix)
    {
        await using var server = await LocalServer.StartAsync("--ForwardedHeaders_Enabled", forwardedHeadersEnabled);
        var header = ("X-Forwarded-Prefix", "/shop");

        using var cart = await server.Http.SendAsync(HttpMethod.Post, "/api/carts", header).IsAsync(HttpStatusCode.Created);
        var connection = await server.Http.SendAsync(HttpMethod.Post, "/api/livestreams/demo/negotiate", header).JsonAsync();
        using var nowhere = await server.Http.SendAsync(HttpMethod.Get, "/api/products/nowhere", header).IsAsync(HttpStatusCode.NotFound);

        Assert.StartsWith($"{prefix}/api/carts/", cart.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith($"{server.BaseAddress.GetLeftPart(UriPartial.Authority)}{prefix}/client/", connection.Text("url"), StringComparison.Ordinal);
        Assert.Equal($"{prefix}/api/products/nowhere", (await nowhere.Content.ReadFromJsonAsync<JsonElement>()).Text("instance"));
    }

    [Fact]
    public async Task Swagger_UI_works_without_inline_scripts()
    {
        using var answer = await shared.Server.Http.GetAsync("/docs");

        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)[^>]*>\\s*\\S", await answer.Content.ReadAsStringAsync());
        Assert.Contains("script-src 'self';", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unexpected_host_exception_is_500_with_security_headers_and_no_details()
    {
        var clock = new BreakableClock();
        await using var server = await LocalServer.StartAsync(null, services => services.AddSingleton<TimeProvider>(clock), "--LiveShop:AllowedOrigins", Shop);

        clock.IsBroken = true;
        using var answer = await server.Http.SendAsync(HttpMethod.Post, "/dev/token", ("Origin", Shop), JsonContent.Create(Ann));
        clock.IsBroken = false;

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.MediaType());
        Assert.DoesNotContain(BreakableClock.Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Shop, answer.Header("Access-Control-Allow-Origin"));
        IsSafe(answer);
    }

    [Fact]
    public async Task Failed_output_binding_is_500_and_logged()
    {
        var hub = new Mock<IHubContext<LiveShopHub>>();
        hub.Setup(context => context.Groups.AddToGroupAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("The backplane is down."));
        await using var server = await LocalServer.StartAsync(null, services => services.AddSingleton(hub.Object));
        await using var customer = await HubClient.ConnectAsync(server.Http);

        var problem = await customer.JoinGroupAsync().IsProblemAsync(500, "unexpected");

        Assert.Contains(server.Log.Entries, entry => entry.Contains(problem.Text("traceId")!, StringComparison.Ordinal) && entry.Contains("backplane", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/api/livestreams/demo"), InlineData("GET", "/api/livestreams/nowhere")]
    [InlineData("POST", "/api/livestreams/demo/start"), InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/config.json"), InlineData("POST", "/client/negotiate?hub=liveshop")]
    public async Task CORS_allows_only_configured_origins(string method, string address)
    {
        foreach (var allowed in new[] { Shop, "http://localhost:5173" })
        {
            using var answer = await open.Server.Http.SendAsync(new HttpMethod(method), address, ("Origin", allowed));
            Assert.Equal((allowed, "true"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Credentials")));
            Assert.Contains("ETag", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
            Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        }

        foreach (var other in Others)
        {
            using var answer = await open.Server.Http.SendAsync(new HttpMethod(method), address, ("Origin", other));
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory, InlineData("PUT", "/api/products/mug"), InlineData("PATCH", "/api/livestreams/demo"), InlineData("POST", "/dev/token")]
    public async Task CORS_preflight_allows_only_configured_origins(string method, string address)
    {
        using var allowed = await PreflightAsync(open.Server, Shop, method, address);

        Assert.Equal((HttpStatusCode.NoContent, Shop), (allowed.StatusCode, allowed.Header("Access-Control-Allow-Origin")));
        Assert.Equal(method, allowed.Header("Access-Control-Allow-Methods"));
        foreach (var other in Others)
        {
            using var refused = await PreflightAsync(open.Server, other, method, address);
            Assert.DoesNotContain(refused.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task CORS_is_off_without_allowed_origins()
    {
        using var answer = await shared.Server.Http.SendAsync(HttpMethod.Get, "/api/livestreams", ("Origin", "http://localhost:5173"));
        using var preflight = await PreflightAsync(shared.Server, "http://localhost:5173", "POST", "/dev/token");

        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(preflight.Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*"), InlineData("shop.example"), InlineData("https://shop.example/pages"), InlineData("null")]
    [InlineData("ftp://shop.example"), InlineData("https://*.example, x")]
    public async Task Invalid_allowed_origin_fails_the_start(string origins)
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalServer.StartAsync("--LiveShop:AllowedOrigins", origins));

        Assert.Contains("LiveShop__AllowedOrigins", refused.Message, StringComparison.Ordinal);
    }

    private static void IsSafe(HttpResponseMessage answer)
    {
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", answer.Header("Referrer-Policy"));
        var policy = answer.Header("Content-Security-Policy")!;
        Assert.All(["default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"], part => Assert.Contains(part, policy, StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(LocalServer server, string origin, string method, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address)
        {
            Headers = { { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", "authorization,content-type,if-match" } },
        };
        Assert.True(request.Headers.TryAddWithoutValidation("Origin", origin));
        return await server.Http.SendAsync(request);
    }

    private sealed class BreakableClock : TimeProvider
    {
        public const string Secret = "AccountKey=c2VjcmV0";

        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidOperationException(Secret) : base.GetUtcNow();
    }

    /// <summary>Pages on other hosts may call it.</summary>
    public sealed class ServerWithAllowedOrigins : IAsyncLifetime
    {
        public LocalServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await LocalServer.StartAsync("--LiveShop:AllowedOrigins", $"{Shop}/, http://localhost:5173");

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
